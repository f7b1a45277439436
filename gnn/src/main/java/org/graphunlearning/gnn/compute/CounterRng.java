package org.graphunlearning.gnn.compute;

import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Randomness without order: each draw is a hash of what it is for, never the next number of a stream. Deleting a node
 * therefore leaves every other node's draws as they were, and threads need no order.
 */
public final class CounterRng {
    private static final int GOLDEN = 0x9E3779B9;

    private CounterRng() {}

    /** The draws of one use: a layer of an epoch of a run, or the initial weights of a layer. */
    public static long purpose(long seed, long epoch, long layer) {
        return KeyHash.mix(KeyHash.mix(seed, epoch), layer);
    }

    /** A hash of a node in one use, from which its channels are drawn with {@link #bits}. */
    public static int node(long purpose, long key) {
        return (int) (KeyHash.mix(purpose, key) >>> 32);
    }

    /** 24 uniform bits for one channel (MurmurHash3's 32-bit finaliser, Appleby 2011). */
    public static int bits(int node, int channel) {
        int x = node + channel * GOLDEN;
        x ^= x >>> 16;
        x *= 0x85ebca6b;
        x ^= x >>> 13;
        x *= 0xc2b2ae35;
        return (x ^ (x >>> 16)) >>> 8;
    }

    /** A double in [0, 1) for an index of one use. */
    public static double uniform(long purpose, long index) {
        return (KeyHash.mix(purpose, index) >>> 11) * 0x1.0p-53;
    }
}
