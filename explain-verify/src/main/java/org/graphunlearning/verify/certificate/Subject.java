package org.graphunlearning.verify.certificate;

import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was to be forgotten, as a certificate says it: no element can be told from it without the receipt.
 *
 * @param kind {@code NODE}, {@code EDGE}, {@code FEATURE}, {@code LABEL}, {@code BATCH} for a mixture, or {@link #PENDING}
 * @param commitments one for each element, ascending
 * @param receiptCheck what tells the receipt of this request from any other, 64 hex digits
 */
public record Subject(String kind, List<String> commitments, String receiptCheck) {
    /** Kind of what had left the graph before the request: counted by the certificate, named by no commitment. */
    public static final String PENDING = "PENDING";

    private static final String ROOT = "subjectRoot";
    private static final String COUNT = "subjectCount";
    private static final String CHECK = "receiptCheck";
    private static final String FORMAT = "subjectFormat";

    /** From 2 on, a subject about values of a node also commits to the node as one whose values are meant. */
    private static final long NAMES_VALUES = 2;

    /** Sorts the commitments. */
    public Subject {
        commitments = commitments.stream().sorted().distinct().toList();
    }

    /** Commits to elements under a receipt. */
    public static Subject of(String kind, List<String> elementKeys, Receipt receipt) {
        return new Subject(kind, elementKeys.stream().map(receipt::commitment).toList(), receipt.check());
    }

    /** A Merkle root over the commitments, so that one can be shown without the others, and the check of the receipt. */
    SortedMap<String, Object> data() {
        var out = new TreeMap<String, Object>();
        out.put(COUNT, (long) commitments.size());
        out.put(ROOT, root(commitments));
        out.put(CHECK, receiptCheck);
        out.put(FORMAT, NAMES_VALUES);
        return out;
    }

    private static String root(List<String> commitments) {
        return MerkleTree.of(commitments.stream().map(HexFormat.of()::parseHex).toList())
                .root();
    }

    /** Whether the root of an entry is that of its subject; true where it has none of both. */
    static boolean fits(Content content) {
        var data = content.facts().data();
        return data.containsKey(ROOT)
                ? root(content.subject()).equals(data.get(ROOT))
                        && Long.valueOf(content.subject().size()).equals(data.get(COUNT))
                : content.subject().isEmpty();
    }

    /** Whether an entry names the nodes whose values it is about; older ones do not. */
    public static boolean namesValues(Content content) {
        return content.facts().data().get(FORMAT) instanceof Long format && format >= NAMES_VALUES;
    }

    /** Whether an entry was written under a receipt. */
    public static boolean isUnder(Receipt receipt, Content content) {
        return receipt.check().equals(content.facts().data().get(CHECK));
    }
}
