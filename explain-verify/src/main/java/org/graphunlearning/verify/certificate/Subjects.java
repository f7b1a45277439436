package org.graphunlearning.verify.certificate;

import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Merkle root over an entry's commitments, so that one of them can be shown without the others. */
final class Subjects {
    static final String ROOT = "subjectRoot";
    static final String COUNT = "subjectCount";

    private Subjects() {}

    static SortedMap<String, Object> data(List<String> subject) {
        var out = new TreeMap<String, Object>();
        out.put(COUNT, (long) subject.size());
        out.put(ROOT, root(subject));
        return out;
    }

    static String root(List<String> subject) {
        return MerkleTree.of(subject.stream().map(HexFormat.of()::parseHex).toList())
                .root();
    }

    /** Whether the root is that of the subject; true where an entry has none of both. */
    static boolean fits(Content content) {
        var data = content.facts().data();
        return data.containsKey(ROOT)
                ? root(content.subject()).equals(data.get(ROOT))
                        && Long.valueOf(content.subject().size()).equals(data.get(COUNT))
                : content.subject().isEmpty();
    }
}
