package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CutTest {
    private static double best(double[] members, double[] others) {
        double best = 0.5;
        for (var scores : new double[][] {members, others}) {
            for (double at : scores) {
                best = Math.max(best, new Cut(at).balancedAccuracy(members, others));
            }
        }
        return best;
    }

    @Test
    void isAsGoodAsTheBestOfAllCuts() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var members = random.ints(1 + random.nextInt(12), 0, 8)
                    .mapToDouble(x -> x)
                    .toArray();
            var others = random.ints(1 + random.nextInt(12), 0, 7)
                    .mapToDouble(x -> x)
                    .toArray();
            assertThat(Cut.fit(members, others).balancedAccuracy(members, others))
                    .as("seed %d", seed)
                    .isEqualTo(best(members, others));
        }
    }

    /** Why it must be fitted elsewhere: on noise, the cut that was fitted on the very items looks better than chance. */
    @Test
    void flattersItselfOnTheItemsItWasFittedOn() {
        double own = 0;
        double fresh = 0;
        for (long seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var members = random.doubles(30).toArray();
            var others = random.doubles(30).toArray();
            var cut = Cut.fit(members, others);
            own += cut.balancedAccuracy(members, others) / 100;
            fresh += cut.balancedAccuracy(
                            random.doubles(200).toArray(), random.doubles(200).toArray())
                    / 100;
        }
        assertThat(own).isGreaterThan(0.55);
        assertThat(fresh).isBetween(0.49, 0.51);
    }

    @Test
    void liesBetweenScoresThatHaveNothingBetweenThem() {
        double above = Math.nextUp(1.0);
        var cut = Cut.fit(new double[] {above}, new double[] {1.0});
        assertThat(cut.balancedAccuracy(new double[] {above}, new double[] {1.0}))
                .isEqualTo(1);
    }

    @Test
    void refusesAnEmptySide() {
        assertThatThrownBy(() -> Cut.fit(new double[0], new double[] {1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cut(1).balancedAccuracy(new double[] {1}, new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Accuracy needs at least one member and one non-member.");
    }
}
