package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Oracle: quantiles and shares by hand. */
class CalibrationTest {
    private static final Thresholds START = Thresholds.defaults();

    private static ControlReading reading(Control control, double progress, double collateral) {
        var movement = new Movement(0.1, progress, collateral, Math.hypot(1 - progress, collateral));
        return new ControlReading(control, movement, 30, 0);
    }

    /** One deletion on which every control behaves as in a textbook. */
    private static List<ControlReading> textbook() {
        return List.of(
                reading(Control.NO_OP, 0, 0),
                reading(Control.QUARTER, 0.2, 0.3),
                reading(Control.HALF, 0.45, 0.4),
                reading(Control.THREE_QUARTERS, 0.7, 0.3),
                reading(Control.FINE_TUNE, 0.3, 0.6),
                reading(Control.ASCENT, 3, 8),
                reading(Control.REFERENCE, 1, 0));
    }

    /** For one node three quarters of the way leave a residual of about 0.25, which the starting value would let pass. */
    @Test
    void cutsBelowThreeQuartersOfTheWay() {
        var readings = new ArrayList<>(textbook());
        for (int i = 0; i < 20; i++) {
            readings.add(reading(Control.THREE_QUARTERS, 0.8, 0.15));
        }
        var profile = Calibration.fit(readings, START);

        assertThat(profile.residualCut()).isCloseTo(0.25, within(1e-12));
        assertThat(profile.counts().get(Control.REFERENCE)).containsOnlyKeys(Verdict.FORGOTTEN);
    }

    @Test
    void keepsTheStartingValuesWhereControlsAreFarFromThem() {
        var profile = Calibration.fit(textbook(), START);

        assertThat(profile.residualCut()).isEqualTo(0.35);
        assertThat(profile.progressCut()).isCloseTo(0.05 * 0 + 0.95 * 0.3, within(1e-12));
        assertThat(profile.balancedAccuracy()).isEqualTo(1);
        assertThat(profile.trusted()).isTrue();
        assertThat(profile.readings()).isEqualTo(7);
    }

    @Test
    void cutsBelowTheResidualsOfModelsThatDidNotForget() {
        var readings = new ArrayList<>(textbook());
        for (int i = 0; i < 8; i++) {
            readings.add(reading(Control.FINE_TUNE, 1 - 0.02 * i, 0)); // residuals 0, 0.02 ... 0.14
        }

        var profile = Calibration.fit(readings, START);

        // 12 residuals, the smallest 0, 0.02, ...: the 5 % quantile lies 0.55 of the way between the first two.
        assertThat(profile.residualCut()).isCloseTo(0.011, within(1e-12));
        assertThat(profile.progressCut()).isEqualTo(0.75);
        assertThat(START.with(profile).forgottenResidualMax()).isEqualTo(profile.residualCut());
        assertThat(START.with(profile).fewTargetsResidualMax()).isEqualTo(profile.residualCut());
    }

    @Test
    void countsWhoWasJudgedHow() {
        var readings = new ArrayList<>(textbook());
        readings.add(reading(Control.REFERENCE, 0.5, 0.2)); // a reference that does not pass
        readings.add(reading(Control.HALF, 0.5, 2)); // over-corrected, which half of the way does not deserve

        var profile = Calibration.fit(readings, START);

        assertThat(profile.counts().get(Control.REFERENCE))
                .isEqualTo(Map.of(Verdict.FORGOTTEN, 1, Verdict.PARTIALLY_FORGOTTEN, 1));
        assertThat(profile.counts().get(Control.HALF))
                .isEqualTo(Map.of(Verdict.PARTIALLY_FORGOTTEN, 1, Verdict.OVER_CORRECTED, 1));
        assertThat(profile.balancedAccuracy()).isCloseTo((0.5 + 6.0 / 7) / 2, within(1e-12));
        assertThat(profile.trusted()).isFalse();
    }

    @Test
    void deletionsWithoutInfluenceTeachNothing() {
        var readings = new ArrayList<>(textbook());
        readings.add(new ControlReading(Control.FINE_TUNE, new Movement(1e-5, 500.0, 3.0, 499.0), 30, 0));
        readings.add(new ControlReading(Control.NO_OP, new Movement(0, null, null, null), 30, 0));

        var profile = Calibration.fit(readings, START);

        assertThat(profile.negligible()).isEqualTo(2);
        assertThat(profile.progressCut()).isCloseTo(0.285, within(1e-12));
    }

    @Test
    void refusesReadingsWithoutBothKinds() {
        assertThatThrownBy(() -> Calibration.fit(List.of(reading(Control.REFERENCE, 1, 0)), START))
                .hasMessageStartingWith("Calibrating needs at least one deletion with a measurable influence");
    }

    @Test
    void theCanonicalFormHoldsTextsAndIntegersOnly() {
        var canonical = Calibration.fit(textbook(), START).canonical();

        assertThat(canonical)
                .containsEntry("residualCut", "3fd6666666666666")
                .containsEntry("balancedAccuracy", "3ff0000000000000")
                .containsEntry("count.REFERENCE.FORGOTTEN", 1L)
                .containsEntry("count.ASCENT.OVER_CORRECTED", 1L);
        assertThat(canonical.values()).allMatch(value -> value instanceof String || value instanceof Long);
    }
}
