package org.graphunlearning.procedures.certificate;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.MemoryBudget;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.MerkleTree;
import org.graphunlearning.verify.certificate.Receipt;
import org.graphunlearning.verify.certificate.Step;
import org.graphunlearning.verify.certificate.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Whether the graph still holds what a receipt commits to. Reads the id of every node and relationship and the values of nodes that
 * the request names, salts them with the receipt and shows by a Merkle tree over all of them that no commitment is a leaf; the root
 * goes into the step.
 *
 * <p>Neo4j uses the ids of deleted elements again. A node that only has such an id lacks the mark of the model, and is reported as
 * what it is. A value that was put back is there again, and reported as that.
 */
final class AbsenceCheck {
    static final String NAME = "absence";
    private static final int BYTES_PER_ELEMENT = 200; // salted key, hash and their headers
    private static final int CHECK_EVERY = 1024;

    private final CallScope scope;
    private final Receipt receipt;
    private final Content content;
    private final Set<String> wanted;
    private final @Nullable CertifiedModel model;
    private final ValueSearch values;
    private final List<byte[]> salted = new ArrayList<>();
    private int present;
    private int learned;
    private int read;

    AbsenceCheck(CallScope scope, Receipt receipt, Content content) {
        this.scope = scope;
        this.receipt = receipt;
        this.content = content;
        this.wanted = Set.copyOf(content.subject());
        this.model = CertifiedModel.of(scope, content);
        this.values = new ValueSearch(receipt, wanted, model);
    }

    Step step() {
        if (!Subject.isUnder(receipt, content)) {
            return Step.failed(NAME, "The receipt belongs to another request.");
        }
        boolean onlyValues = content.kind().equals("FEATURE") || content.kind().equals("LABEL");
        if (onlyValues && !Subject.namesValues(content)) {
            return Step.open(
                    NAME,
                    "The request was about values of nodes that stay, and its entry is older than commitments that let"
                            + " them be looked for.");
        }
        if (content.kind().equals(Subject.PENDING)) {
            return Step.open(
                    NAME, "The request was about what had left the graph before it; nobody can name it any more.");
        }
        readNodes();
        if (!onlyValues) {
            readRelationships();
        }
        var tree = MerkleTree.of(salted);
        if (present + values.held() == 0 && !provesAbsence(tree)) {
            return Step.failed(NAME, "A commitment is a leaf of the graph's Merkle tree.");
        }
        var what = onlyValues ? " nodes and values" : " nodes, relationships and values";
        return result("Merkle root over " + tree.size() + what + ", salted: " + tree.root() + ".");
    }

    private Step result(String root) {
        if (learned > 0) {
            return Step.failed(
                    NAME, learned + " of the elements are there, and a model still learns from them. " + root);
        }
        if (values.shown() > 0) {
            return Step.failed(
                    NAME,
                    values.shown() + " of the values are there, and the model is shown them; " + since() + " " + root);
        }
        var open = undecided();
        return open == null ? Step.held(NAME, absent() + " " + root) : Step.open(NAME, open + " " + root);
    }

    /** What is there without being wrong, or cannot be told; null when neither is the case. */
    private @Nullable String undecided() {
        if (present > 0) {
            return present + " elements of these ids are there, and no model of the certificate learned"
                    + " from them: kept on purpose, or new ones, since ids are used again.";
        }
        if (values.held() > 0) {
            return values.held() + " of the values are there, but the model of the certificate does not take them in:"
                    + " hidden from it on purpose, or on nodes and in properties it does not read.";
        }
        return values.unread() == 0
                ? null
                : "The model of the certificate was dropped, so nobody can tell which properties its columns and labels were;"
                        + " of whole properties none is there.";
    }

    private String absent() {
        var older = content.kind().equals("BATCH") && !Subject.namesValues(content)
                ? " Its entry is older than commitments that let values be looked for."
                : "";
        return "None of the " + content.subject().size() + " commitments is in the graph." + older;
    }

    /** Whether the parameters can have learned from what is there again. */
    private String since() {
        boolean same = model != null
                && model.facts().sha256().equals(content.facts().data().get("modelAfter"));
        return same
                ? "its parameters are still those of the certificate, so it has not learned from them since."
                : "its parameters have changed since, so it may have learned from them.";
    }

    private boolean provesAbsence(MerkleTree tree) {
        return content.subject().stream().map(HexFormat.of()::parseHex).allMatch(key -> {
            var proof = tree.absence(key);
            return proof != null && proof.holds(key, tree.root(), tree.size());
        });
    }

    private void readNodes() {
        boolean named = Subject.namesValues(content) && !content.kind().equals("NODE");
        try (var nodes = scope.transaction().getAllNodes().iterator()) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                if (isCommitted(ElementKey.of(node))) {
                    present++;
                    learned += model != null && model.learnsFrom(node) ? 1 : 0;
                }
                if (named) {
                    salted.addAll(values.look(node));
                }
            }
        }
    }

    private void readRelationships() {
        try (var relationships = scope.transaction().getAllRelationships().iterator()) {
            while (relationships.hasNext()) {
                present += isCommitted(ElementKey.of(relationships.next())) ? 1 : 0;
            }
        }
    }

    private boolean isCommitted(String elementKey) {
        var key = receipt.salted(elementKey);
        if (read++ % CHECK_EVERY == 0) {
            scope.guard().check();
            MemoryBudget.require("Looking for what was forgotten", (long) BYTES_PER_ELEMENT * CHECK_EVERY);
        }
        salted.add(key);
        return wanted.contains(HexFormat.of().formatHex(key));
    }
}
