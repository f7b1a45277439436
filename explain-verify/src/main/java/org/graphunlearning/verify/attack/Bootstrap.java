package org.graphunlearning.verify.attack;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.CounterRng;

/** Drawing with replacement by counter, and what is read off sorted draws. */
final class Bootstrap {
    private Bootstrap() {}

    /** Draws as many items as there are; afterwards {@code times[i]} says how often item i came. */
    static void draw(int[] times, long purpose) {
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[(int) (CounterRng.uniform(purpose, i) * times.length)]++;
        }
    }

    /** Linear interpolation between order statistics. */
    static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Standard deviation, n - 1 below; 0 for a single value. */
    static double standardError(double[] values) {
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
}
