package org.graphunlearning.verify.verdict;

import java.util.List;

/**
 * Distances to references that were trained with other seeds.
 *
 * @param references of each reference to the mean of the others
 * @param candidate of the model to the mean of all
 * @param untouched of the untouched model to the mean of all
 */
record ProfileEvidence(double[] references, double candidate, double untouched) {
    /**
     * Measures vectors of one layout; linear in their entries.
     *
     * @param references at least two
     */
    static ProfileEvidence of(List<double[]> references, double[] candidate, double[] untouched) {
        int count = references.size();
        if (count < 2) {
            throw new IllegalArgumentException(
                    "A profile needs at least two references, not " + count + "; 19 are needed to decide.");
        }
        var sum = new double[candidate.length];
        for (var reference : references) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += reference[i];
            }
        }
        var distances = new double[count];
        for (int k = 0; k < count; k++) {
            double squares = 0;
            var reference = references.get(k);
            for (int i = 0; i < sum.length; i++) {
                double away = reference[i] - (sum[i] - reference[i]) / (count - 1);
                squares += away * away;
            }
            distances[k] = Math.sqrt(squares);
        }
        return new ProfileEvidence(distances, toMean(sum, count, candidate), toMean(sum, count, untouched));
    }

    private static double toMean(double[] sum, int count, double[] vector) {
        double squares = 0;
        for (int i = 0; i < sum.length; i++) {
            double away = vector[i] - sum[i] / count;
            squares += away * away;
        }
        return Math.sqrt(squares);
    }

    /** Chance of a reference that lies as far out as this, if all were alike: a rank among the references. */
    double chance(double distance) {
        int further = 0;
        for (double other : references) {
            further += other >= distance ? 1 : 0;
        }
        return (1.0 + further) / (references.length + 1);
    }
}
