package org.graphunlearning.gnn.unlearn;

/**
 * How closely a certified result must resemble a retrained one: (epsilon, delta)-indistinguishable.
 *
 * @param epsilon in (0, 1000]
 * @param delta in (0, 1)
 * @param noise whether noise is added to the published parameters; off, bounds are only reported
 */
public record PrivacyBudget(double epsilon, double delta, boolean noise) {
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
}
