package org.graphunlearning.verify.attack;

import java.util.Arrays;

/**
 * Scores of one model; index i is the same item in the samples of all models.
 *
 * @param positives scores that should be high
 * @param negatives scores that should be low
 */
record Sample(double[] positives, double[] negatives) {
    /** The scores of some of the nodes of a population. */
    Sample of(Population population, long[] somePositives, long[] someNegatives) {
        return new Sample(
                picked(population.positives(), positives, somePositives),
                picked(population.negatives(), negatives, someNegatives));
    }

    private static double[] picked(long[] keys, double[] scores, long[] some) {
        var out = new double[some.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = scores[Arrays.binarySearch(keys, some[i])];
        }
        return out;
    }
}
