package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.compute.CounterRng;
import org.junit.jupiter.api.Test;

class AucDifferenceTest {
    private static Sample drawn(long seed, int n1, int n0, double gap) {
        var random = new Random(seed);
        return new Sample(
                random.doubles(n1).map(x -> Math.round(10 * x) + gap).toArray(),
                random.doubles(n0).map(x -> Math.round(10 * x)).toArray());
    }

    private static double[] repeated(double[] scores, int[] times) {
        var out = new double[scores.length];
        int length = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int k = 0; k < times[i]; k++) {
                out[length++] = scores[i];
            }
        }
        return out;
    }

    private static double auc(Sample sample, int[] high, int[] low) {
        return RankAuc.of(repeated(sample.positives(), high), repeated(sample.negatives(), low))
                .value();
    }

    @Test
    void equalsScoringEveryDrawFromScratch() {
        var first = drawn(1, 25, 60, 1);
        var second = drawn(2, 25, 60, 0);
        var high = new int[25];
        var low = new int[60];
        var differences = new double[50];
        for (int draw = 0; draw < differences.length; draw++) {
            Bootstrap.draw(high, CounterRng.purpose(9, draw, 0x5051));
            Bootstrap.draw(low, CounterRng.purpose(9, draw, 0x4e45));
            differences[draw] = auc(first, high, low) - auc(second, high, low);
        }
        double error = Gaussian.spread(differences);
        Arrays.sort(differences);
        var found = AucDifference.of(first, second, 50, 9);
        assertThat(found.standardError()).isCloseTo(error, within(1e-12));
        assertThat(found.low()).isCloseTo(Quantile.ofSorted(differences, 0.025), within(1e-12));
        assertThat(found.high()).isCloseTo(Quantile.ofSorted(differences, 0.975), within(1e-12));
    }

    @Test
    void givesTheSameBitsAgainAndOthersForAnotherSeed() {
        var first = drawn(1, 40, 90, 1);
        var second = drawn(2, 40, 90, 0);
        assertThat(AucDifference.of(first, second, 200, 5)).isEqualTo(AucDifference.of(first, second, 200, 5));
        assertThat(AucDifference.of(first, second, 200, 5)).isNotEqualTo(AucDifference.of(first, second, 200, 6));
    }

    @Test
    void seesNoDifferenceBetweenAModelAndItself() {
        var one = drawn(1, 40, 90, 1);
        var none = AucDifference.of(one, one, 200, 5);
        assertThat(none.difference()).isZero();
        assertThat(none.standardError()).isZero();
        assertThat(none.pValue()).isEqualTo(1);
    }

    @Test
    void judgesBothDirectionsAlike() {
        var known = drawn(1, 60, 120, 4);
        var unknown = drawn(2, 60, 120, -4);
        var over = AucDifference.of(known, unknown, 999, 5);
        var under = AucDifference.of(unknown, known, 999, 5);
        assertThat(over.difference()).isEqualTo(-under.difference()).isGreaterThan(0.5);
        assertThat(over.pValue()).isEqualTo(under.pValue()).isCloseTo(0.002, within(1e-12));
    }

    /** On independent samples the variance is the sum of both, which Hanley and McNeil's formula gives on its own. */
    @Test
    void hasAboutTheErrorOfTwoIndependentAreas() {
        double found = 0;
        double expected = 0;
        for (long seed = 0; seed < 20; seed++) {
            var first = drawn(2 * seed, 100, 200, 1);
            var second = drawn(2 * seed + 1, 100, 200, 1);
            found += AucDifference.of(first, second, 400, seed).standardError();
            expected += Math.hypot(
                    RankAuc.of(first.positives(), first.negatives()).standardError(),
                    RankAuc.of(second.positives(), second.negatives()).standardError());
        }
        assertThat(found / expected).isBetween(0.85, 1.15);
    }

    @Test
    void drawsAsManyAsThereAre() {
        var times = new int[37];
        for (int draw = 0; draw < 100; draw++) {
            Bootstrap.draw(times, CounterRng.purpose(1, draw, 2));
            assertThat(Arrays.stream(times).sum()).isEqualTo(37);
        }
    }
}
