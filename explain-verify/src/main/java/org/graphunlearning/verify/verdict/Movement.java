package org.graphunlearning.verify.verdict;

import org.jspecify.annotations.Nullable;

/**
 * How far a model went from the untouched model towards the reference, measured by what the three say and why. All distances are root
 * mean square Hellinger distances over the targets.
 *
 * <p>{@code residual^2 = (1 - progress)^2 + collateral^2}. Closeness to the reference does not prove absence: the same parameters may
 * come from data with or without an item.
 *
 * @param signal distance of reference and untouched model, at least 0: what there is to forget
 * @param progress share of the way done, in the direction of the reference: 0 untouched, 1 reference; {@code null} without a signal
 * @param collateral movement beside the way, in lengths of the way, at least 0; {@code null} without a signal
 * @param residual distance to the reference, in lengths of the way, at least 0: 1 untouched, 0 reference; {@code null} without a signal
 */
public record Movement(
        double signal,
        @Nullable Double progress,
        @Nullable Double collateral,
        @Nullable Double residual) {
    /**
     * Measures three vectors of equal length.
     *
     * @throws IllegalArgumentException when they differ in length
     */
    public static Movement of(double[] untouched, double[] reference, double[] candidate) {
        return of(Displacement.of(untouched, reference, candidate));
    }

    static Movement of(Displacement sums) {
        if (!(sums.way() > 0)) {
            return new Movement(0, null, null, null);
        }
        double progress = sums.along() / sums.way();
        double beside = sums.moved() / sums.way() - progress * progress;
        return new Movement(
                Math.sqrt(sums.way()),
                progress,
                Math.sqrt(Math.max(0, beside)), // below 0 by rounding only
                Math.sqrt(sums.left() / sums.way()));
    }
}
