package org.graphunlearning.verify.attack;

import java.util.Arrays;

/**
 * Two cuts that part values into thirds; equal values always fall into the same third.
 *
 * @param first values up to it are in third 0
 * @param second values above the first and up to it are in third 1, greater ones in third 2
 */
record Terciles(double first, double second) {
    /** The cuts of some values, at least one. */
    static Terciles of(double[] values) {
        if (values.length == 0) {
            return new Terciles(0, 0);
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new Terciles(sorted[(sorted.length - 1) / 3], sorted[(int) (2L * (sorted.length - 1) / 3)]);
    }

    int of(double value) {
        return value <= first ? 0 : value <= second ? 1 : 2;
    }
}
