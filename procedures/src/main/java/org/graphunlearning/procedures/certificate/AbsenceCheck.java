package org.graphunlearning.procedures.certificate;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.MemoryBudget;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.MerkleTree;
import org.graphunlearning.verify.certificate.Receipt;
import org.graphunlearning.verify.certificate.Step;
import org.graphunlearning.verify.certificate.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Whether the graph still holds what a receipt commits to. Reads the id of every node and relationship, salts it with the receipt
 * and shows by a Merkle tree over all of them that no commitment is a leaf; the root goes into the step.
 *
 * <p>Neo4j uses the ids of deleted elements again. A node that only has such an id lacks the mark of the model, and is reported as
 * what it is.
 */
final class AbsenceCheck {
    static final String NAME = "absence";
    private static final int BYTES_PER_ELEMENT = 200; // salted key, hash and their headers
    private static final int CHECK_EVERY = 1024;

    private final CallScope scope;
    private final Receipt receipt;
    private final Content content;
    private final Set<String> wanted;
    private final List<byte[]> salted = new ArrayList<>();
    private int present;
    private int learned;

    AbsenceCheck(CallScope scope, Receipt receipt, Content content) {
        this.scope = scope;
        this.receipt = receipt;
        this.content = content;
        this.wanted = Set.copyOf(content.subject());
    }

    Step step() {
        if (!Subject.isUnder(receipt, content)) {
            return Step.failed(NAME, "The receipt belongs to another request.");
        }
        if (content.kind().equals("FEATURE") || content.kind().equals("LABEL")) {
            return Step.open(
                    NAME,
                    "The request was about values of nodes that stay; only nodes and relationships are"
                            + " looked for.");
        }
        if (content.kind().equals(Subject.PENDING)) {
            return Step.open(
                    NAME, "The request was about what had left the graph before it; nobody can name it any more.");
        }
        readNodes();
        readRelationships();
        var tree = MerkleTree.of(salted);
        if (present == 0 && !provesAbsence(tree)) {
            return Step.failed(NAME, "A commitment is a leaf of the graph's Merkle tree.");
        }
        return result("Merkle root over " + tree.size() + " nodes and relationships, salted: " + tree.root() + ".");
    }

    private Step result(String root) {
        if (learned > 0) {
            return Step.failed(
                    NAME, learned + " of the elements are there, and a model still learns from them. " + root);
        }
        if (present > 0) {
            return Step.open(
                    NAME,
                    present + " elements of these ids are there, and no model of the certificate learned"
                            + " from them: kept on purpose, or new ones, since ids are used again. " + root);
        }
        return Step.held(NAME, "None of the " + content.subject().size() + " commitments is in the graph. " + root);
    }

    private boolean provesAbsence(MerkleTree tree) {
        return content.subject().stream().map(HexFormat.of()::parseHex).allMatch(key -> {
            var proof = tree.absence(key);
            return proof != null && proof.holds(key, tree.root(), tree.size());
        });
    }

    private void readNodes() {
        var marks = marks();
        try (var nodes = scope.transaction().getAllNodes().iterator()) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                if (isCommitted(ElementKey.of(node))) {
                    present++;
                    learned += marks != null && Marks.isTrained(MarkStore.of(node, marks)) ? 1 : 0;
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
        if (salted.size() % CHECK_EVERY == 0) {
            scope.guard().check();
            MemoryBudget.require("Looking for what was forgotten", (long) BYTES_PER_ELEMENT * CHECK_EVERY);
        }
        salted.add(key);
        return wanted.contains(HexFormat.of().formatHex(key));
    }

    private @Nullable Marks marks() {
        var store = new ModelStore(scope);
        return content.facts().procedure().get("modelName") instanceof String name && store.exists(name)
                ? store.facts(name).marks()
                : null;
    }
}
