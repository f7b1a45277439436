package org.graphunlearning.verify.attack;

import java.util.Arrays;

/** Quantiles with linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
public final class Quantile {
    private Quantile() {}

    /**
     * A quantile of some values; a sort.
     *
     * @param values at least one, any order; not changed
     * @param share in [0, 1]
     */
    public static double of(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, share);
    }

    /** The same of at least one value, ascending; constant time. */
    public static double ofSorted(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
