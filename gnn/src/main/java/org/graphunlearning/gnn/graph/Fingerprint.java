package org.graphunlearning.gnn.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Feeds arrays to SHA-256 through one small little-endian buffer. */
final class Fingerprint {
    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    static byte[] of(Graph graph) {
        var out = new Fingerprint();
        out.add(graph.nodeCount());
        out.add(graph.adjacency().directed() ? 1 : 0);
        for (long key : graph.keys()) {
            out.room().putLong(key);
        }
        out.add(graph.adjacency().ptr());
        out.add(graph.adjacency().idx());
        out.add(graph.features());
        out.add(graph.labels());
        for (byte role : graph.split().roles()) {
            out.room().put(role);
        }
        return out.finish();
    }

    private void add(Features features) {
        add(features.columns());
        if (features instanceof SparseFeatures sparse) {
            add(sparse.ptr());
            add(sparse.idx());
            add(sparse.val());
        } else if (features instanceof DenseFeatures dense) {
            add(dense.values());
        }
    }

    /** By name, not by index: a label that vanishes elsewhere must not renumber this row. */
    private void add(Labels labels) {
        var names = labels.vocabulary().stream()
                .map(label -> (label.getClass().getSimpleName() + ":" + label).getBytes(StandardCharsets.UTF_8))
                .toList();
        for (int label : labels.ofRow()) {
            add(label < 0 ? -1 : names.get(label).length);
            if (label >= 0) {
                flush();
                digest.update(names.get(label));
            }
        }
    }

    private void add(int value) {
        room().putInt(value);
    }

    private void add(int[] values) {
        for (int value : values) {
            room().putInt(value);
        }
    }

    private void add(float[] values) {
        for (float value : values) {
            room().putInt(Float.floatToIntBits(value));
        }
    }

    private ByteBuffer room() {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }

    private byte[] finish() {
        flush();
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
