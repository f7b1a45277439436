package org.graphunlearning.verify.attack;

import java.util.List;

/**
 * A normal distribution fitted to few values.
 *
 * @param mean any finite number
 * @param deviation standard deviation, positive
 */
record Gaussian(double mean, double deviation) {
    /** No narrower than this: equal values are no certainty. */
    static final double NARROWEST = 1e-6;

    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    Gaussian {
        deviation = Math.max(NARROWEST, deviation);
    }

    /** Mean and deviation (n - 1 below) of at least two values. */
    static Gaussian of(double... values) {
        return new Gaussian(mean(values), spread(values));
    }

    /** One deviation for many groups of values: squares about each group's own mean, one degree lost per group. */
    static double sharedDeviation(List<double[]> groups) {
        double squares = 0;
        int degrees = 0;
        for (var group : groups) {
            double mean = mean(group);
            for (double value : group) {
                squares += (value - mean) * (value - mean);
            }
            degrees += Math.max(0, group.length - 1);
        }
        return degrees == 0 ? 0 : Math.sqrt(squares / degrees);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Standard deviation, n - 1 below; 0 for a single value. */
    static double spread(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : Math.sqrt(sum / (values.length - 1));
    }

    double logDensity(double value) {
        double z = standardised(value);
        return -0.5 * z * z - StrictMath.log(deviation) - LOG_ROOT_TWO_PI;
    }

    double standardised(double value) {
        return (value - mean) / deviation;
    }
}
