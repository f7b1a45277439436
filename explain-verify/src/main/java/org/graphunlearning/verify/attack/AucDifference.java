package org.graphunlearning.verify.attack;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.CounterRng;

/**
 * How far the areas under the ROC curve of two models lie apart on the same items, by a paired bootstrap over items (Efron,
 * 1979): members and non-members are each drawn anew, the same draw for both models. Two overlapping intervals would say less,
 * because both models find the same items hard.
 *
 * <p>Both directions count: a model that is abnormally unsure of the forgotten items betrays them as well. Linear in items per
 * draw. It does not see the variance between trainings.
 *
 * @param difference first area less second, in [-1, 1]
 * @param standardError of the difference, over draws
 * @param low 2.5 % quantile over draws
 * @param high 97.5 % quantile over draws
 * @param pValue two-sided, of no difference; in (0, 1]
 */
public record AucDifference(double difference, double standardError, double low, double high, double pValue) {
    /** Draws when nothing else is said. */
    public static final int DRAWS = 1000;

    private static final long POSITIVES = 0x5051;
    private static final long NEGATIVES = 0x4e45;

    static AucDifference of(Sample first, Sample second, int draws, long seed) {
        var a = Ranked.of(first);
        var b = Ranked.of(second);
        int n1 = first.positives().length;
        int n0 = first.negatives().length;
        var timesHigh = new int[n1];
        var timesLow = new int[n0];
        var differences = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            Bootstrap.draw(timesHigh, CounterRng.purpose(seed, draw, POSITIVES));
            Bootstrap.draw(timesLow, CounterRng.purpose(seed, draw, NEGATIVES));
            differences[draw] = a.auc(timesHigh, timesLow) - b.auc(timesHigh, timesLow);
        }
        double observed = RankAuc.of(first.positives(), first.negatives()).value()
                - RankAuc.of(second.positives(), second.negatives()).value();
        Arrays.sort(differences);
        return new AucDifference(
                observed,
                Gaussian.spread(differences),
                Quantile.ofSorted(differences, 0.025),
                Quantile.ofSorted(differences, 0.975),
                pValue(differences));
    }

    private static double pValue(double[] differences) {
        int notAbove = 1; // never zero: so few draws cannot show a chance of nothing
        int notBelow = 1;
        for (double difference : differences) {
            notAbove += difference <= 0 ? 1 : 0;
            notBelow += difference >= 0 ? 1 : 0;
        }
        return Math.min(1, 2.0 * Math.min(notAbove, notBelow) / (differences.length + 1));
    }

    /** Positions of all scores among the distinct ones, so that a draw needs no sort. */
    private record Ranked(int[] positives, int[] negatives, int distinct) {
        static Ranked of(Sample sample) {
            var all = new double[sample.positives().length + sample.negatives().length];
            System.arraycopy(sample.positives(), 0, all, 0, sample.positives().length);
            System.arraycopy(sample.negatives(), 0, all, sample.positives().length, sample.negatives().length);
            for (int i = 0; i < all.length; i++) {
                all[i] += 0.0; // zero without a sign
            }
            Arrays.sort(all);
            int distinct = 0;
            for (int i = 0; i < all.length; i++) {
                if (i == 0 || all[i] != all[i - 1]) {
                    all[distinct++] = all[i];
                }
            }
            return new Ranked(
                    positions(sample.positives(), all, distinct),
                    positions(sample.negatives(), all, distinct),
                    distinct);
        }

        private static int[] positions(double[] scores, double[] sorted, int distinct) {
            var out = new int[scores.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = Arrays.binarySearch(sorted, 0, distinct, scores[i] + 0.0);
            }
            return out;
        }

        double auc(int[] timesHigh, int[] timesLow) {
            var high = counts(positives, timesHigh);
            var low = counts(negatives, timesLow);
            long below = 0;
            double wins = 0;
            for (int at = 0; at < distinct; at++) {
                wins += high[at] * (below + 0.5 * low[at]);
                below += low[at];
            }
            return wins / ((double) positives.length * negatives.length);
        }

        private int[] counts(int[] positions, int[] times) {
            var out = new int[distinct];
            for (int i = 0; i < positions.length; i++) {
                out[positions[i]] += times[i];
            }
            return out;
        }
    }
}
