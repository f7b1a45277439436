package org.graphunlearning.workbench.bench;

import java.util.Arrays;

/**
 * What repeated measurements of one thing gave.
 *
 * @param values at least one
 */
record Samples(double[] values) {
    Samples {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is no median of nothing.");
        }
    }

    /** The middle value, or the mean of the two in the middle. */
    double median() {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double min() {
        return Arrays.stream(values).min().orElseThrow();
    }

    double max() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Round by round, this divided by the other. */
    Samples over(Samples other) {
        var out = new double[values.length];
        Arrays.setAll(out, round -> values[round] / other.values[round]);
        return new Samples(out);
    }
}
