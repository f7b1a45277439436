package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Oracles: distributions that can be written down, and the normal approximation. */
class TargetBootstrapTest {
    private static final Displacement QUARTER = new Displacement(1, 0.25, 0.0625, 0.5625);
    private static final Displacement ALL = new Displacement(1, 1, 1, 0);

    @Test
    void targetsThatAgreeGiveAPoint() {
        var interval = new TargetBootstrap(1000, 1).interval(Displacement.NONE, Collections.nCopies(7, QUARTER));

        assertThat(interval).isEqualTo(new Interval(0.25, 0.25, 0.75, 0.75));
    }

    @Test
    void oneInFourDrawsOfTwoTargetsTakesOneOfThemTwice() {
        var interval = new TargetBootstrap(1000, 1).interval(Displacement.NONE, List.of(QUARTER, ALL));

        assertThat(interval).isEqualTo(new Interval(0.25, 1, 0, 0.75));
    }

    @Test
    void whatWasDeletedStaysInEveryDraw() {
        var always = new Displacement(2, 2, 2, 0);

        var interval = new TargetBootstrap(1000, 1).interval(always, List.of(QUARTER, ALL));

        // Twice the worse target: (2 + 0.5) / 4 of the way, sqrt((0 + 2 * 0.5625) / 4) left.
        assertThat(interval).isEqualTo(new Interval(0.625, 1, 0, Math.sqrt(1.125 / 4)));
    }

    @Test
    void meansOfManyTargetsSpreadAsTheNormalDistributionSays() {
        var random = new Random(5);
        var targets = new ArrayList<Displacement>();
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < 400; t++) {
            double along = random.nextDouble();
            targets.add(new Displacement(1, along, along * along, (1 - along) * (1 - along)));
            sum += along;
            squares += along * along;
        }
        double mean = sum / 400;
        double error = Math.sqrt((squares / 400 - mean * mean) / 400);

        var interval = new TargetBootstrap(4000, 9).interval(Displacement.NONE, targets);

        assertThat(interval.progressLow()).isCloseTo(mean - 1.96 * error, within(0.12 * error));
        assertThat(interval.progressHigh()).isCloseTo(mean + 1.96 * error, within(0.12 * error));
    }

    @Test
    void theSeedDecides() {
        var targets = new ArrayList<Displacement>();
        for (int t = 1; t < 30; t++) {
            targets.add(new Displacement(1, 1.0 / t, 1, 1.0 * t));
        }

        assertThat(new TargetBootstrap(100, 4).interval(Displacement.NONE, targets))
                .isEqualTo(new TargetBootstrap(100, 4).interval(Displacement.NONE, targets))
                .isNotEqualTo(new TargetBootstrap(100, 5).interval(Displacement.NONE, targets));
    }

    @Test
    void thereIsNoIntervalWhereADrawHasNoSignal() {
        var silent = new Displacement(0, 0, 0, 0);

        assertThat(new TargetBootstrap(1000, 1).interval(Displacement.NONE, List.of(silent, ALL)))
                .isNull();
    }
}
