package org.graphunlearning.partitioning.guide;

import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Generalised power iteration (Nie, Zhang, Li, A generalized power iteration method for solving quadratic problem on the
 * Stiefel manifold, 2017) on {@link Guidance}, plus a linear term: each step takes the orthonormal factor of the gradient.
 * As the quadratic part is convex once shifted, no step descends. O(mk + nk^2 + nc) per step.
 */
final class PowerIteration {
    private static final int MOST_STEPS = 100;
    /** Stops when a step gains less than this share of the objective. */
    private static final double TOLERANCE = 1e-5;

    private final Guidance guidance;
    private final int k;
    private final long purpose;
    private double[] linear;
    private double[] h;
    private double[] spread;
    private double[] byClass;

    /** Starts at a random matrix drawn from node keys. */
    PowerIteration(Guidance guidance, int k, long purpose) {
        this.guidance = guidance;
        this.k = k;
        this.purpose = purpose;
        linear = new double[0];
        h = new double[guidance.size() * k];
        for (int i = 0; i < guidance.size(); i++) {
            long node = KeyHash.mix(purpose, guidance.keys()[i]);
            for (int c = 0; c < k; c++) {
                h[i * k + c] = CounterRng.uniform(node, c) - 0.5;
            }
        }
        Polar.replace(h, k, purpose);
        spread = guidance.spread(h, k);
        byClass = guidance.byClass(h, k);
    }

    /** The current matrix; {@code H'H = I}. */
    double[] h() {
        return h;
    }

    /** Adds {@code tr(H'L)} to the objective, instead of what was added before. */
    void add(double[] term) {
        linear = term;
    }

    double objective() {
        double sum = guidance.objective(h, spread, byClass);
        for (int i = 0; i < linear.length; i++) {
            sum += h[i] * linear[i];
        }
        return sum;
    }

    void step() {
        var m = guidance.gradient(h, spread, byClass);
        for (int i = 0; i < linear.length; i++) {
            m[i] += linear[i];
        }
        h = Polar.replace(m, k, purpose);
        spread = guidance.spread(h, k);
        byClass = guidance.byClass(h, k);
    }

    /** Steps until the objective stalls. */
    void run(Runnable check) {
        double before = objective();
        for (int step = 0; step < MOST_STEPS; step++) {
            check.run();
            step();
            double after = objective();
            if (after - before < TOLERANCE * Math.abs(before)) {
                return;
            }
            before = after;
        }
    }
}
