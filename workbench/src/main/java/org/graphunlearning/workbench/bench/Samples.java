package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.List;

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

    static Samples of(List<Double> values) {
        return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double mean() {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Sample standard deviation; NaN for a single value, which says nothing about others. */
    double deviation() {
        double mean = mean();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
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
