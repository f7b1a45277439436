package org.graphunlearning.partitioning.aggregate;

import java.util.Arrays;

/**
 * Learned shard weights (LBAggr of Chen et al., GraphEraser, 2022, as a convex problem): minimises
 * {@code f(a) = mean_i -log(sum_s a_s p_s[i]) + 1e-3 |a|^2} over the simplex {@code a >= 0, sum a = 1}, with {@code p_s[i]} the
 * probability shard {@code s} gives the right class of sample {@code i}.
 *
 * <p>Projected gradient with backtracking, at most {@value #STEPS} steps from uniform weights, in double and in index order: the
 * same input gives the same bits. Never worse than uniform weights. O(samples x shards) per step.
 */
public final class SimplexWeights {
    private static final int STEPS = 100;
    private static final double PENALTY = 1e-3;
    private static final double FLOOR = 1e-12; // of a probability, where no shard knows the class
    private static final double SETTLED = 1e-10;

    private final double[][] right;
    private final int samples;

    private SimplexWeights(double[][] right) {
        this.right = right;
        this.samples = right[0].length;
    }

    /**
     * Solves.
     *
     * @param right shards x samples, values in {@code [0, 1]}; at least one shard
     * @return weights of the shards, on the simplex; uniform without samples
     */
    public static double[] solve(double[][] right) {
        return new SimplexWeights(right).solve();
    }

    private double[] solve() {
        var weights = new double[right.length];
        Arrays.fill(weights, 1.0 / weights.length);
        if (samples == 0 || weights.length == 1) {
            return weights;
        }
        double value = objective(weights);
        double step = 1;
        for (int i = 0; i < STEPS && step > SETTLED; i++) {
            var gradient = gradient(weights);
            boolean moved = false;
            while (!moved && step > SETTLED) {
                var candidate = projected(minus(weights, gradient, step));
                double next = objective(candidate);
                if (next < value) {
                    weights = candidate;
                    value = next;
                    moved = true;
                } else {
                    step /= 2;
                }
            }
            step *= moved ? 2 : 1;
        }
        return weights;
    }

    /** The value minimised. */
    double objective(double[] weights) {
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            sum -= StrictMath.log(mixed(weights, i));
        }
        double norm = 0;
        for (double weight : weights) {
            norm += weight * weight;
        }
        return sum / samples + PENALTY * norm;
    }

    private double mixed(double[] weights, int sample) {
        double p = 0;
        for (int s = 0; s < weights.length; s++) {
            p += weights[s] * right[s][sample];
        }
        return Math.max(p, FLOOR);
    }

    private double[] gradient(double[] weights) {
        var out = new double[weights.length];
        for (int i = 0; i < samples; i++) {
            double p = mixed(weights, i);
            for (int s = 0; s < out.length; s++) {
                out[s] -= right[s][i] / p;
            }
        }
        for (int s = 0; s < out.length; s++) {
            out[s] = out[s] / samples + 2 * PENALTY * weights[s];
        }
        return out;
    }

    private static double[] minus(double[] weights, double[] gradient, double step) {
        var out = new double[weights.length];
        Arrays.setAll(out, s -> weights[s] - step * gradient[s]);
        return out;
    }

    /** Euclidean projection onto the simplex (Held, Wolfe, Crowder 1974). */
    static double[] projected(double[] point) {
        var sorted = point.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double shift = 0;
        for (int rank = 1; rank <= sorted.length; rank++) {
            double largest = sorted[sorted.length - rank];
            sum += largest;
            double candidate = (sum - 1) / rank;
            if (largest > candidate) {
                shift = candidate;
            }
        }
        var out = new double[point.length];
        for (int s = 0; s < out.length; s++) {
            out[s] = Math.max(0, point[s] - shift);
        }
        return out;
    }

    /** The value minimised, for some probabilities and weights. */
    static double objective(double[][] right, double[] weights) {
        return new SimplexWeights(right).objective(weights);
    }
}
