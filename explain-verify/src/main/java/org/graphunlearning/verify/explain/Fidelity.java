package org.graphunlearning.verify.explain;

import java.util.List;

/**
 * How well the chosen edges of an explanation account for one prediction; edges are masked after normalisation, which stays as it
 * is. {@code y} is the class the model predicts, S the edges chosen.
 *
 * @param labelPlus 1 when the prediction changes without S, else 0; higher is better
 * @param labelMinus 1 when the prediction changes with S alone, else 0; lower is better
 * @param probabilityPlus {@code p(y)} less that without S, in [-1, 1]; higher is better
 * @param probabilityMinus {@code p(y)} less that with S alone, in [-1, 1]; lower is better, and below 0 where S alone is surer
 * @param characterisation harmonic mean of {@code labelPlus} and {@code 1 - labelMinus}, 0 where either is 0
 * @param unfaithfulness {@code 1 - exp(-KL(p || p with S alone))}, in [0, 1]; 0 is best
 * @param sparsity share of the ball's edges that are not in S, in [0, 1]; 1 where there is no edge
 */
public record Fidelity(
        double labelPlus,
        double labelMinus,
        double probabilityPlus,
        double probabilityMinus,
        double characterisation,
        double unfaithfulness,
        double sparsity) {
    /** Below this mean characterisation, explanations should not be relied on. */
    public static final double UNFAITHFUL_BELOW = 0.3;

    /** Both halves weigh the same; never NaN. */
    static double characterisation(double plus, double minus) {
        return plus <= 0 || minus >= 1 ? 0 : 1 / (0.5 / plus + 0.5 / (1 - minus));
    }

    /**
     * Means over targets, of the characterisation too.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Fidelity mean(List<Fidelity> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("A mean fidelity needs at least one target.");
        }
        var sums = new double[7];
        for (var one : all) {
            double[] values = {
                one.labelPlus,
                one.labelMinus,
                one.probabilityPlus,
                one.probabilityMinus,
                one.characterisation,
                one.unfaithfulness,
                one.sparsity
            };
            for (int k = 0; k < sums.length; k++) {
                sums[k] += values[k] / all.size();
            }
        }
        return new Fidelity(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }
}
