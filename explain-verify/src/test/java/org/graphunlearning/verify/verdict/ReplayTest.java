package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is the table of the rule: residual 0.35, progress 0.75 and 0.25, residual 0.9, collateral 1, signal 0.001. */
class ReplayTest {
    private static final Thresholds CUTS = Thresholds.defaults();

    private static Replay.Kept kept(double progress, double collateral) {
        double residual = Math.hypot(1 - progress, collateral);
        return new Replay.Kept(
                new Movement(0.1, progress, collateral, residual), residual + 0.1, 0.0, null, 64, 0, false);
    }

    private static Replay.Recorded recorded(Verdict verdict, Reason reason) {
        return new Replay.Recorded(verdict, reason, EvidenceLevel.L2_PAIRED, Verdict.NOT_FORGOTTEN);
    }

    static Stream<Arguments> numbers() {
        var movement = kept(0.95, 0.1).movement();
        return Stream.of(
                Arguments.of(kept(0.95, 0.1), Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE),
                Arguments.of(kept(0.5, 0.1), Verdict.PARTIALLY_FORGOTTEN, Reason.PART_OF_THE_WAY),
                Arguments.of(kept(0.05, 0.1), Verdict.NOT_FORGOTTEN, Reason.FAR_FROM_REFERENCE),
                Arguments.of(kept(0.9, 1.5), Verdict.OVER_CORRECTED, Reason.COLLATERAL),
                Arguments.of(
                        new Replay.Kept(new Movement(1e-4, 0.9, 0.1, 0.14), null, null, null, 64, 0, false),
                        Verdict.NEGLIGIBLE_INFLUENCE,
                        Reason.WEAK_SIGNAL),
                Arguments.of(
                        new Replay.Kept(movement, 0.6, 0.0, null, 64, 0, false),
                        Verdict.PARTIALLY_FORGOTTEN,
                        Reason.WIDE_INTERVAL),
                Arguments.of(
                        new Replay.Kept(movement, 0.2, 0.0, 0.95, 64, 0, false),
                        Verdict.PARTIALLY_FORGOTTEN,
                        Reason.MEMBERSHIP_FOUND),
                Arguments.of(
                        new Replay.Kept(movement, 0.2, 0.01, null, 64, 0, false), Verdict.INVALID, Reason.DATA_LEAK),
                Arguments.of(
                        new Replay.Kept(movement, 0.2, 0.0, null, 64, 40, false),
                        Verdict.INCONCLUSIVE,
                        Reason.TOO_MANY_SKIPPED),
                Arguments.of(
                        new Replay.Kept(movement, 0.2, 0.0, null, 64, 0, true),
                        Verdict.NOT_FORGOTTEN,
                        Reason.UNCHANGED_PARAMETERS));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void followsFromItsNumbersAndNoOtherVerdictDoes(Replay.Kept kept, Verdict verdict, Reason reason) {
        assertThat(Replay.of(recorded(verdict, reason), kept, CUTS).follows()).isTrue();

        for (var other : Verdict.values()) {
            if (other != verdict) {
                assertThat(Replay.of(recorded(other, reason), kept, CUTS).follows())
                        .isFalse();
            }
        }
    }

    @Test
    void takesAVerdictBackThatTheUntouchedModelWouldGet() {
        var passing = Verdict.FORGOTTEN;
        var forgotten =
                new Replay.Recorded(Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE, EvidenceLevel.L2_PAIRED, passing);
        var powerless = new Replay.Recorded(Verdict.INCONCLUSIVE, Reason.NO_POWER, EvidenceLevel.L2_PAIRED, passing);

        assertThat(Replay.of(forgotten, kept(0.95, 0.1), CUTS).follows()).isFalse();
        assertThat(Replay.of(powerless, kept(0.95, 0.1), CUTS).follows()).isTrue();
    }

    /** Fewer than five targets have no interval and a stricter cut of 0.25. */
    @Test
    void takesAMissingIntervalForFewTargets() {
        var movement = new Movement(0.1, 0.8, 0.2, Math.hypot(0.2, 0.2));
        var few = new Replay.Kept(movement, null, 0.0, null, null, null, false);
        var many = new Replay.Kept(movement, 0.4, 0.0, null, null, null, false);
        var recorded = recorded(Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE);

        assertThat(Replay.of(recorded, few, CUTS).follows()).isFalse();
        assertThat(Replay.of(recorded, many, CUTS).follows()).isTrue();
    }

    private static Replay.Outcome alone(Replay.Recorded recorded, @Nullable Movement movement, boolean unchanged) {
        return Replay.of(recorded, new Replay.Kept(movement, null, null, null, null, null, unchanged), CUTS);
    }

    private static Replay.Recorded recorded(Verdict verdict, Reason reason, EvidenceLevel level) {
        return new Replay.Recorded(verdict, reason, level, null);
    }

    @Test
    void wantsNoResidualWhereTheBitsAreIdentical() {
        var level = EvidenceLevel.L1_RECOMPUTE;
        var there = new Movement(0.1, 1.0, 0.0, 0.0);
        var short0 = new Movement(0.1, 0.9, 0.0, 0.1);

        assertThat(alone(recorded(Verdict.FORGOTTEN, Reason.BIT_IDENTICAL, level), there, false)
                        .follows())
                .isTrue();
        assertThat(alone(recorded(Verdict.FORGOTTEN, Reason.BIT_IDENTICAL, level), short0, false)
                        .follows())
                .isFalse();
        assertThat(alone(recorded(Verdict.FORGOTTEN, Reason.BIT_IDENTICAL, level), null, false)
                        .follows())
                .isNull();
    }

    @Test
    void saysWhereNumbersDoNotDecideAndWhereTheReasonContradictsTheVerdict() {
        var data = EvidenceLevel.L0_DATA;

        assertThat(alone(recorded(Verdict.INVALID, Reason.DATA_CHECK_FAILED, data), null, false)
                        .follows())
                .isNull();
        assertThat(alone(recorded(Verdict.FORGOTTEN, Reason.DATA_CHECK_FAILED, data), null, false)
                        .follows())
                .isFalse();
        assertThat(alone(recorded(Verdict.NEGLIGIBLE_INFLUENCE, Reason.NOBODY_REACHED, data), null, false)
                        .follows())
                .isNull();
        assertThat(alone(recorded(Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE, EvidenceLevel.L2_PAIRED), null, false)
                        .follows())
                .isNull();
    }

    @Test
    void judgesTheModelAloneByItsParameters() {
        var self = EvidenceLevel.L4_SELF;

        assertThat(alone(recorded(Verdict.NOT_FORGOTTEN, Reason.UNCHANGED_PARAMETERS, self), null, true)
                        .follows())
                .isTrue();
        assertThat(alone(recorded(Verdict.NOT_FORGOTTEN, Reason.UNCHANGED_PARAMETERS, self), null, false)
                        .follows())
                .isFalse();
        assertThat(alone(recorded(Verdict.INCONCLUSIVE, Reason.NO_REFERENCE, self), null, false)
                        .follows())
                .isNull();
    }
}
