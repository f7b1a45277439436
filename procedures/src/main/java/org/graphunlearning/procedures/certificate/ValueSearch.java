package org.graphunlearning.procedures.certificate;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.graphunlearning.verify.certificate.Receipt;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/**
 * Looks for the values a receipt commits to: properties, columns of feature vectors, whole vectors and labels. Only nodes whose values
 * the request was about are opened, one hash tells them from all others; of those, every value they hold is hashed.
 */
final class ValueSearch {
    private static final String OWN = "unlearn:";

    private final Receipt receipt;
    private final Set<String> wanted;
    private final @Nullable CertifiedModel model;
    private int held;
    private int shown;
    private int nodes;

    ValueSearch(Receipt receipt, Set<String> wanted, @Nullable CertifiedModel model) {
        this.receipt = receipt;
        this.wanted = wanted;
        this.model = model;
    }

    /** Looks at a node; gives the salted keys of what it holds, none when the request does not name its values. */
    List<byte[]> look(Node node) {
        if (!isWanted(receipt.salted(ElementKey.values(node)))) {
            return List.of();
        }
        nodes++;
        var out = new ArrayList<byte[]>();
        var seen = model == null ? null : model.seen(node);
        for (var key : node.getPropertyKeys()) {
            if (!key.startsWith(OWN)) {
                boolean isShown = model != null && seen != null && model.isShown(key, seen);
                add(out, ElementKey.property(node, key), isShown);
            }
        }
        if (model != null && seen != null) {
            addOfModel(out, node, model, seen);
        }
        return out;
    }

    private void addOfModel(List<byte[]> out, Node node, CertifiedModel known, CertifiedModel.Seen seen) {
        seen.held().stream()
                .forEach(column ->
                        add(out, ElementKey.column(node, column), seen.shown().get(column)));
        if (known.spec().features().propertyKeys().stream().anyMatch(node::hasProperty)) {
            add(out, ElementKey.vector(node), !seen.shown().isEmpty());
        }
        if (node.hasProperty(known.spec().targetProperty())) {
            add(out, ElementKey.label(node), seen.label());
        }
    }

    private void add(List<byte[]> out, String elementKey, boolean isShown) {
        var salted = receipt.salted(elementKey);
        out.add(salted);
        if (isWanted(salted)) {
            held++;
            shown += isShown ? 1 : 0;
        }
    }

    private boolean isWanted(byte[] salted) {
        return wanted.contains(HexFormat.of().formatHex(salted));
    }

    /** How many of the values are there. */
    int held() {
        return held;
    }

    /** How many of them the model takes in. */
    int shown() {
        return shown;
    }

    /** Nodes whose values the request is about, and whose columns and label nobody can tell without the model. */
    int unread() {
        return model == null ? nodes : 0;
    }
}
