package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankAucTest {
    private static final double[] HIGH = {0.9, 0.8, 0.8, 0.4};
    private static final double[] LOW = {0.7, 0.8, 0.3, 0.2, 0.1};

    /** Every pair, a tie counting half. */
    private static double byPairs(double[] positives, double[] negatives) {
        double wins = 0;
        for (double p : positives) {
            for (double n : negatives) {
                wins += p > n ? 1 : p == n ? 0.5 : 0;
            }
        }
        return wins / (positives.length * negatives.length);
    }

    /** The textbook form: sum of the positives' average ranks. */
    private static double byRanks(double[] positives, double[] negatives) {
        double sum = 0;
        for (double p : positives) {
            double below = 0;
            double equal = 0;
            for (var scores : new double[][] {positives, negatives}) {
                for (double other : scores) {
                    below += other < p ? 1 : 0;
                    equal += other == p ? 1 : 0;
                }
            }
            sum += below + (equal + 1) / 2;
        }
        double n1 = positives.length;
        return (sum - n1 * (n1 + 1) / 2) / (n1 * negatives.length);
    }

    @Test
    void findsTheGoldenValueAndItsError() {
        var auc = RankAuc.of(HIGH, LOW);
        assertThat(auc.value()).isEqualTo(0.85);
        assertThat(auc.standardError()).isCloseTo(0.143477, within(5e-7));
    }

    @Test
    void knowsTheErrorsOfUsualSizes() {
        assertThat(new RankAuc(0.5, 135, 542).standardError()).isCloseTo(0.028, within(5e-4));
        assertThat(new RankAuc(0.5, 20, 400).standardError()).isCloseTo(0.066, within(1e-3));
    }

    @Test
    void equalsCountingPairsAndSummingRanks() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var positives = drawn(random);
            var negatives = drawn(random);
            assertThat(RankAuc.of(positives, negatives).value())
                    .as("seed %d", seed)
                    .isCloseTo(byPairs(positives, negatives), within(1e-12))
                    .isCloseTo(byRanks(positives, negatives), within(1e-12));
        }
    }

    /** Few distinct values, so that ties abound. */
    private static double[] drawn(Random random) {
        var out = new double[1 + random.nextInt(30)];
        for (int i = 0; i < out.length; i++) {
            out[i] = random.nextInt(6) - 2.5;
        }
        return out;
    }

    @Test
    void isOneHalfWhereNothingTellsThemApart() {
        assertThat(RankAuc.of(new double[] {1, 1, 1}, new double[] {1, 1}).value())
                .isEqualTo(0.5);
        assertThat(RankAuc.of(new double[] {0.0}, new double[] {-0.0}).value()).isEqualTo(0.5);
    }

    @Test
    void turnsRoundWithTheKinds() {
        assertThat(RankAuc.of(LOW, HIGH).value()).isCloseTo(0.15, within(1e-15));
        assertThat(RankAuc.of(new double[] {2}, new double[] {1}).standardError())
                .isZero();
    }

    @Test
    void leavesTheScoresAsTheyAre() {
        var scores = HIGH.clone();
        RankAuc.of(scores, LOW);
        assertThat(scores).containsExactly(HIGH);
    }

    @Test
    void refusesNothingAndNoNumbers() {
        assertThatThrownBy(() -> RankAuc.of(new double[0], LOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An AUC needs at least one positive and one negative score, not 0 and 5.");
        assertThatThrownBy(() -> RankAuc.of(HIGH, new double[] {0, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Score 1 is not a number.");
    }
}
