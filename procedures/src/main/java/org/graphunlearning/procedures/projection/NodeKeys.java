package org.graphunlearning.procedures.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Gives every node its durable key and puts nodes in the order of their keys.
 *
 * <p>An integer key is taken as it is; of a string key the first 8 bytes of the SHA-256 of its UTF-8 form. Two nodes with one
 * key, or two strings with one hash, are refused: a forget request would hit both.
 */
final class NodeKeys implements ChunkedRead.Task {
    private final @Nullable String keyProperty;
    private final @Nullable Marks marks;
    private final long[] ids;
    private final long[] keys;
    private final long[] markOfNode;
    private final byte[] kinds;

    NodeKeys(ProjectionSpec spec, @Nullable Marks marks, long[] ids) {
        this.keyProperty = spec.nodeKeyProperty();
        this.marks = marks;
        this.ids = ids;
        this.keys = keyProperty == null ? ids : new long[ids.length];
        this.markOfNode = new long[ids.length];
        this.kinds = new byte[keyProperty == null ? 0 : ids.length];
    }

    /** Whether there is anything to read at all. */
    boolean needsReading() {
        return keyProperty != null || marks != null;
    }

    @Override
    public void read(Transaction tx, int from, int to) {
        for (int i = from; i < to; i++) {
            var node = InternalIds.node(tx, ids[i]);
            if (keyProperty != null) {
                readKey(node, i);
            }
            if (marks != null) {
                markOfNode[i] =
                        node.getProperty(marks.key(), null) instanceof Number mark ? mark.longValue() : Marks.ABSENT;
            }
        }
    }

    private void readKey(Node node, int i) {
        var value = node.getProperty(keyProperty, null);
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            keys[i] = ((Number) value).longValue();
        } else if (value instanceof String text) {
            keys[i] = hash(text);
            kinds[i] = 1;
        } else {
            throw new IllegalArgumentException("Node " + node.getElementId() + " has "
                    + (value == null ? "no" : "neither an integer nor a string as") + " key property `" + keyProperty
                    + "`.");
        }
    }

    static long hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }

    /** The nodes the model has not forgotten, by ascending key. */
    record Ordered(long[] ids, long[] keys, long[] marks) {}

    Ordered ordered(Transaction tx) {
        if (marks == null) {
            Arrays.fill(markOfNode, Marks.ABSENT);
        }
        var kept = IntStream.range(0, ids.length).filter(i -> markOfNode[i] != Marks.FORGOTTEN);
        var order = keyProperty == null ? kept.toArray() : byKey(kept.toArray());
        checkKinds(order);
        var out = new Ordered(new long[order.length], new long[order.length], new long[order.length]);
        for (int row = 0; row < order.length; row++) {
            out.ids[row] = ids[order[row]];
            out.keys[row] = keys[order[row]];
            out.marks[row] = markOfNode[order[row]];
            if (row > 0 && out.keys[row] == out.keys[row - 1]) {
                throw sameKey(tx, out.ids[row - 1], out.ids[row]);
            }
        }
        return out;
    }

    /** Merge sort on indices without boxing. */
    private int[] byKey(int[] order) {
        var sorted = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = keys[order[i]];
        }
        return SortedByKey.permutation(order, sorted);
    }

    private void checkKinds(int[] order) {
        for (int i = 1; kinds.length > 0 && i < order.length; i++) {
            if (kinds[order[i]] != kinds[order[0]]) {
                throw new IllegalArgumentException(
                        "Key property `" + keyProperty + "` must be all integers or all strings, not a mixture.");
            }
        }
    }

    private IllegalArgumentException sameKey(Transaction tx, long first, long second) {
        var a = InternalIds.node(tx, first);
        var b = InternalIds.node(tx, second);
        boolean equal = keyProperty != null && a.getProperty(keyProperty).equals(b.getProperty(keyProperty));
        return new IllegalArgumentException("Nodes " + a.getElementId() + " and " + b.getElementId()
                + (equal ? " have the same" : " have, once hashed, the same") + " key property `" + keyProperty
                + "`; keys must be unique.");
    }
}
