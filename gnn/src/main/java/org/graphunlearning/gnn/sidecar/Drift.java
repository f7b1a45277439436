package org.graphunlearning.gnn.sidecar;

/**
 * How far approximate deletions have taken a model since its last exact training.
 *
 * @param requests approximate deletions, not negative
 * @param shift sum of their parameter shifts {@code |theta_after - theta_before| / |theta_before|}: an upper bound of the
 *     relative way from where the last exact training ended, up to the growth of the norm itself
 * @param forgottenTrainingNodes labelled training nodes among what was deleted
 */
public record Drift(int requests, double shift, long forgottenTrainingNodes) {
    /** No approximate deletion yet. */
    public static final Drift NONE = new Drift(0, 0, 0);

    /** Checks the ranges. */
    public Drift {
        if (requests < 0 || !(shift >= 0) || forgottenTrainingNodes < 0) {
            throw new IllegalArgumentException("A drift must not be negative.");
        }
    }

    /** One deletion more. */
    public Drift plus(double relativeShift, long trainingNodes) {
        return new Drift(requests + 1, shift + relativeShift, forgottenTrainingNodes + trainingNodes);
    }
}
