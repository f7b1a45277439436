package org.graphunlearning.testgraphs;

/**
 * The generator of Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014. Written out here
 * because the JDK does not promise the same numbers from release to release, and a generated graph must not change with
 * the JDK.
 */
final class SplitMix64 {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private SplitMix64(long state) {
        this.state = state;
    }

    /** The stream for one purpose, so that drawing more for one purpose shifts no other. */
    static SplitMix64 stream(long seed, int purpose) {
        return new SplitMix64(mix(mix(seed + GOLDEN) + GOLDEN * (purpose + 1L)));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in 0 (in) to 1 (out), 53 bits. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform in 0..bound-1; the bias is below one in four billion. */
    int nextInt(int bound) {
        return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
    }

    /** Failures before the first success of probability p, capped so that sums stay safe. */
    long nextGeometric(double p) {
        if (p >= 1) {
            return 0;
        }
        double skip = Math.floor(StrictMath.log(1 - nextDouble()) / StrictMath.log1p(-p));
        return skip < 0x1p61 ? (long) skip : Long.MAX_VALUE / 4;
    }

    /** Fisher-Yates. */
    void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = nextInt(last + 1);
            int held = values[last];
            values[last] = values[other];
            values[other] = held;
        }
    }
}
