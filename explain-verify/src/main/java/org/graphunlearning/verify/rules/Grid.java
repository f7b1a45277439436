package org.graphunlearning.verify.rules;

import java.util.Arrays;

/**
 * The thresholds a feature may be asked about: half-way above its quantiles, so that no threshold is a value somebody has wherever
 * values leave room.
 *
 * @param thresholds strictly ascending; empty for a constant feature
 */
record Grid(double[] thresholds) {
    private static final int QUANTILES = 32;

    /** From the values of a feature, one per example, in any order. */
    static Grid of(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        var out = new double[QUANTILES];
        int length = 0;
        for (int q = 0; q < QUANTILES; q++) {
            double value = sorted[(int) ((long) q * n / QUANTILES)];
            if (value < sorted[n - 1]) {
                double threshold = above(sorted, value);
                if (length == 0 || threshold > out[length - 1]) {
                    out[length++] = threshold;
                }
            }
        }
        return new Grid(Arrays.copyOf(out, length));
    }

    /** Half-way to the next larger value, or the value itself where rounding leaves nothing between. */
    private static double above(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        double half = value + (sorted[high] - value) / 2;
        return half < sorted[high] ? half : value;
    }

    /** Per value the number of thresholds below it. */
    byte[] bins(double[] values) {
        var out = new byte[values.length];
        for (int i = 0; i < out.length; i++) {
            int at = Arrays.binarySearch(thresholds, values[i]);
            out[i] = (byte) (at >= 0 ? at : -at - 1);
        }
        return out;
    }
}
