package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    @Test
    void theDefaultsAreThoseOfTheSpecification() {
        assertThat(Thresholds.defaults().toMap())
                .containsEntry("signalMin", 1e-3)
                .containsEntry("collateralMax", 1.0)
                .containsEntry("forgottenResidualMax", 0.35)
                .containsEntry("forgottenProgressMin", 0.75)
                .containsEntry("partialResidualMax", 0.9)
                .containsEntry("partialProgressMin", 0.25)
                .containsEntry("intervalResidualMax", 0.5)
                .containsEntry("fewTargets", 5.0)
                .containsEntry("fewTargetsResidualMax", 0.25)
                .containsEntry("skippedShareMax", 0.5)
                .containsEntry("rankLevel", 0.05)
                .hasSize(14);
    }

    @Test
    void everyValueCanBeChangedByItsName() {
        for (var entry : Thresholds.defaults().toMap().entrySet()) {
            double other = entry.getKey().equals("fewTargets") ? 6 : entry.getValue() * 0.99;
            var changed = Thresholds.defaults().toMap();
            changed.put(entry.getKey(), other);

            assertThat(Thresholds.defaults().with(Map.of(entry.getKey(), other)).toMap())
                    .isEqualTo(changed);
        }
    }

    @Test
    void refusesWhatIsUnknownOrOutOfRange() {
        var start = Thresholds.defaults();

        assertThatThrownBy(() -> start.with(Map.of("signal", 1.0)))
                .hasMessageStartingWith("There is no threshold `signal`; those known are signalMin, collateralMax,");
        assertThatThrownBy(() -> start.with(Map.of("collateralMax", 0.0)))
                .hasMessage("`collateralMax` must lie above 0 and up to 100.0, not 0.0.");
        assertThatThrownBy(() -> start.with(Map.of("partialProgressMin", 0.8)))
                .hasMessage("`partialProgressMin` must lie between 0.0 and 0.75, not 0.8.");
        assertThatThrownBy(() -> start.with(Map.of("fewTargets", 5.5)))
                .hasMessage("`fewTargets` must be a whole number, not 5.5.");
        assertThatThrownBy(() -> start.with(Map.of("signalMin", Double.NaN))).hasMessageContaining("not NaN");
    }
}
