package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.CounterRng;

/**
 * Inverted dropout whose draws are keyed by (seed, epoch, layer, node, channel). The rate is rounded to 24 bits and the
 * scale uses the rounded rate, so the expectation is exact.
 */
final class Dropout {
    private final long purpose;
    private final int threshold;
    private final int scaleBits;

    private Dropout(long purpose, int threshold) {
        this.purpose = purpose;
        this.threshold = threshold;
        this.scaleBits = Float.floatToRawIntBits((float) (1 / (1 - threshold * 0x1.0p-24)));
    }

    /** The draws of one layer in one pass; {@code rate} in {@code [0, 1)}. */
    static Dropout of(Pass pass, int layer, double rate) {
        int threshold = pass.training() ? (int) Math.round(rate * 0x1.0p24) : 0;
        return new Dropout(CounterRng.purpose(pass.seed(), pass.epoch(), layer), threshold);
    }

    boolean isOff() {
        return threshold == 0;
    }

    /** What {@link #factor} needs to know of a node. */
    int node(long key) {
        return CounterRng.node(purpose, key);
    }

    /** 0 where the channel is dropped, otherwise the {@link #scale}. */
    float factor(int node, int channel) {
        return Float.intBitsToFloat(scaleBits & kept(node, channel));
    }

    /** 0 where the channel is dropped, otherwise -1; without a branch, which would be mispredicted half of the time. */
    int kept(int node, int channel) {
        return (threshold - 1 - CounterRng.bits(node, channel)) >> 31;
    }

    /** What keeps the expectation. */
    float scale() {
        return Float.intBitsToFloat(scaleBits);
    }

    /** What {@link #factor} needs to know of an edge. */
    static int edge(int target, int source) {
        return CounterRng.bits(target, source) ^ (source << 7);
    }
}
