package org.graphunlearning.gnn.graph;

/** SplitMix64's finaliser (Steele, Lea, Flood 2014) as a stateless hash: equal inputs, equal bits, no order. */
public final class KeyHash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private KeyHash() {}

    /** A well-mixed 64-bit hash of one value. */
    public static long mix(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A hash of two values in which neither cancels the other. */
    public static long mix(long first, long second) {
        return mix(mix(first) ^ (second * GOLDEN));
    }
}
