package org.graphunlearning.verify.attack;

import java.util.Arrays;

/**
 * Area under the ROC curve of scores that should be higher for positives: the chance that a positive drawn at random scores higher
 * than a negative, a tie counting half (Mann and Whitney, 1947). It is what it is: a value below 0.5 is not folded.
 *
 * <p>Costs a sort of all scores. It does not say how an attacker would choose a threshold, and 0.5 is not the value of a model that
 * forgot: the yardstick is the same number of a retrained model.
 *
 * @param value in [0, 1]
 * @param positives how many scores should be high, at least 1
 * @param negatives how many should be low, at least 1
 */
public record RankAuc(double value, int positives, int negatives) {
    /**
     * Ranks both kinds together, ties by their average rank.
     *
     * @param positives scores that should be high, no NaN
     * @param negatives scores that should be low, no NaN
     * @throws IllegalArgumentException when either is empty or a score is not a number
     */
    public static RankAuc of(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) {
            throw new IllegalArgumentException("An AUC needs at least one positive and one negative score, not "
                    + positives.length + " and " + negatives.length + ".");
        }
        var high = sorted(positives);
        var low = sorted(negatives);
        double wins = 0;
        int below = 0;
        int upTo = 0;
        for (double score : high) {
            while (below < low.length && low[below] < score) {
                below++;
            }
            upTo = Math.max(upTo, below);
            while (upTo < low.length && low[upTo] <= score) {
                upTo++;
            }
            wins += 0.5 * (below + upTo); // a tie is half a win, which is what average ranks come to
        }
        return new RankAuc(wins / ((double) high.length * low.length), high.length, low.length);
    }

    /** In ascending order, zero without a sign. */
    private static double[] sorted(double[] scores) {
        var out = new double[scores.length];
        for (int i = 0; i < out.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("Score " + i + " is not a number.");
            }
            out[i] = scores[i] + 0.0;
        }
        Arrays.sort(out);
        return out;
    }

    /** Its standard error over draws of nodes (Hanley and McNeil, 1982), which takes the scores for exponentially distributed. */
    public double standardError() {
        double a = value;
        double q1 = a / (2 - a);
        double q2 = 2 * a * a / (1 + a);
        double variance = (a * (1 - a) + (positives - 1) * (q1 - a * a) + (negatives - 1) * (q2 - a * a))
                / ((double) positives * negatives);
        return Math.sqrt(Math.max(0, variance));
    }
}
