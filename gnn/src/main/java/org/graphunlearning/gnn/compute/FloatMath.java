package org.graphunlearning.gnn.compute;

/** Elementary functions with the same bits on every machine: only IEEE operations, no platform intrinsics. */
public final class FloatMath {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float ROUND = 0x1.8p23f;

    private FloatMath() {}

    /**
     * e to the power of {@code x}, at most 2 units in the last place off; 0 below -87, infinite above 88.7.
     *
     * <p>Range reduction by Cody and Waite, then a polynomial of degree 6 (coefficients of Cephes' {@code expf}) in fused
     * multiply-adds. Cheaper than {@link StrictMath#exp}, which the edge softmax of a GAT calls once per edge
     * and head.
     */
    public static float exp(float x) {
        if (!(x >= -87f)) {
            return x < -87f ? 0f : Float.NaN;
        }
        if (x > 88.7f) {
            return Float.POSITIVE_INFINITY;
        }
        float n = Math.fma(x, LOG2_E, ROUND) - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = 1.9875691500e-4f;
        p = Math.fma(p, r, 1.3981999507e-3f);
        p = Math.fma(p, r, 8.3334519073e-3f);
        p = Math.fma(p, r, 4.1665795894e-2f);
        p = Math.fma(p, r, 1.6666665459e-1f);
        p = Math.fma(p, r, 5.0000001201e-1f);
        p = Math.fma(p, r * r, r) + 1f;
        int power = (int) n;
        // In two steps, because 2^128 alone is not a float.
        int half = power >> 1;
        return p * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((power - half + 127) << 23);
    }
}
