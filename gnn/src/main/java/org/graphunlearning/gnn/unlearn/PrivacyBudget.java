package org.graphunlearning.gnn.unlearn;

/**
 * How closely a certified result must resemble a retrained one: (epsilon, delta)-indistinguishable.
 *
 * @param epsilon in (0, 1000]
 * @param delta in (0, 1)
 * @param noise whether noise is added to the published parameters; off, bounds are only reported
 */
public record PrivacyBudget(double epsilon, double delta, boolean noise) {
    /**
     * Largest epsilon of one class that the tail bound {@code P(N > c - eps / 2c) <= exp(eps / 2) exp(-c^2 / 2) / 2 <= delta} with
     * {@code delta = 1.5 exp(-c^2 / 2)} allows: 2 ln 3. A larger one is taken for this, which promises more.
     */
    private static final double LARGEST_CLASS_EPSILON = 2 * Math.log(3);

    /** Checks the ranges. */
    public PrivacyBudget {
        if (!(epsilon > 0 && epsilon <= 1000)) {
            throw new IllegalArgumentException("`epsilon` must lie in (0, 1000], not " + epsilon + ".");
        }
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("`delta` must lie in (0, 1), not " + delta + ".");
        }
    }

    /** Epsilon 1, delta 1e-4, no noise. */
    public static PrivacyBudget defaults() {
        return new PrivacyBudget(1, 1e-4, false);
    }

    /**
     * Gradient residual that noise in the objective hides (Guo et al. 2020, theorem 3), for one of several classes with noise of their
     * own: {@code perturbation eps' / sqrt(2 ln(1.5 / delta'))} with epsilon and delta shared out equally, which by composition gives
     * the whole budget for all classes together.
     */
    double residualBudget(double perturbation, int classes) {
        double share = Math.min(epsilon / classes, LARGEST_CLASS_EPSILON);
        return perturbation * share / Math.sqrt(2 * Math.log(1.5 * classes / delta));
    }

    /**
     * Standard deviation that makes two Gaussians with means this far apart (epsilon, delta)-indistinguishable, for every epsilon:
     * {@code distance / (sqrt 2 (sqrt(ln(1 / delta) + eps) - sqrt(ln(1 / delta))))}, from concentrated differential privacy (Bun and
     * Steinke 2016), as in Neel, Roth, Sharifi-Malvajerdi 2021.
     */
    double sigma(double distance) {
        double tail = Math.log(1 / delta);
        return distance / (Math.sqrt(2) * (Math.sqrt(tail + epsilon) - Math.sqrt(tail)));
    }
}
