package org.graphunlearning.procedures.projection;

import java.util.BitSet;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Reads features, and for training labels and roles, of all rows in one pass. */
final class NodeProperties implements ChunkedRead.Task {
    private final ProjectionSpec spec;
    private final @Nullable Marks marks;
    private final @Nullable BitSet shards;
    private final long[] marksOfRow;
    private final long[] ids;
    private final FeatureReader features;
    private final @Nullable Object[] labels;
    private final byte[] roles;
    private final boolean withTargets;
    private final AtomicInteger incomplete = new AtomicInteger();

    NodeProperties(ProjectionRequest request, NodeKeys.Ordered nodes, FeatureReader features) {
        this.spec = request.spec();
        this.marks = request.marks();
        this.withTargets = request.withTargets();
        this.shards = request.shards();
        this.marksOfRow = nodes.marks();
        this.ids = nodes.ids();
        this.features = features;
        this.labels = new @Nullable Object[ids.length];
        this.roles = new byte[ids.length];
    }

    @Override
    public void read(Transaction tx, int from, int to) {
        var range = features.range(from, to);
        for (int row = from; row < to; row++) {
            if (isWanted(marksOfRow[row])) {
                var node = InternalIds.node(tx, ids[row]);
                range.read(row, node, hidden(node));
                if (withTargets) {
                    labels[row] = isUnlabelled(node) ? null : label(node);
                    var role = role(node);
                    roles[row] = (byte) (labels[row] == null ? Role.NONE : role).ordinal(); // it means nothing there
                }
            } else {
                range.skip();
            }
        }
        incomplete.addAndGet(range.incomplete()); // a sum of integers: any order gives the same
    }

    private boolean isWanted(long mark) {
        return shards == null || (Marks.isTrained(mark) && shards.get(Marks.shard(mark)));
    }

    private int @Nullable [] hidden(Node node) {
        if (marks == null || !marks.onFeatures()) {
            return null;
        }
        return node.getProperty(marks.columnsKey(), null) instanceof int[] columns ? columns : null;
    }

    private boolean isUnlabelled(Node node) {
        return marks != null && marks.onLabels() && node.hasProperty(marks.labelKey());
    }

    private @Nullable Object label(Node node) {
        var value = node.getProperty(spec.targetProperty(), null);
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value == null || value instanceof Long || value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException("Target property `" + spec.targetProperty() + "` of node "
                + node.getElementId() + " is neither an integer nor a string.");
    }

    private Role role(Node node) {
        if (!(spec.split() instanceof SplitSource.Property property)) {
            return Role.NONE;
        }
        var value = node.getProperty(property.key(), null);
        if (value == null) {
            return Role.NONE;
        }
        var role = value instanceof String text ? role(text) : null;
        if (role == null) {
            throw new IllegalArgumentException("Split property `" + property.key() + "` of node " + node.getElementId()
                    + " must be one of train, val, validation, test, none.");
        }
        return role;
    }

    private static @Nullable Role role(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "train" -> Role.TRAIN;
            case "val", "validation" -> Role.VALIDATION;
            case "test" -> Role.TEST;
            case "none" -> Role.NONE;
            default -> null;
        };
    }

    Labels labels() {
        return Labels.of(labels);
    }

    Split split(long[] keys, Labels known) {
        return withTargets && spec.split() instanceof SplitSource.Random random
                ? Split.random(keys, known, random.test(), random.validation(), random.seed())
                : new Split(roles);
    }

    int incomplete() {
        return incomplete.get();
    }
}
