package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void findsValuesComputedByHand() {
        // ascending: 4 * .005, 3 * .01, 2 * .03, then .04 held at what came before
        assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
        assertThat(Holm.adjusted(0.9, 0.8)).containsExactly(1, 1);
        assertThat(Holm.adjusted(0.2)).containsExactly(0.2);
        assertThat(Holm.adjusted()).isEmpty();
    }

    /** Null p-values are uniform: twenty at once must not raise an alarm more often than the level says. */
    @Test
    void keepsTheChanceOfAnyFalseAlarm() {
        var random = new Random(1);
        int alarms = 0;
        int uncorrected = 0;
        for (int batch = 0; batch < 2000; batch++) {
            var p = random.doubles(20).toArray();
            alarms += Arrays.stream(Holm.adjusted(p)).anyMatch(x -> x <= 0.05) ? 1 : 0;
            uncorrected += Arrays.stream(p).anyMatch(x -> x <= 0.05) ? 1 : 0;
        }
        assertThat(alarms / 2000.0).isLessThan(0.07);
        assertThat(uncorrected / 2000.0).isGreaterThan(0.5);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> Holm.adjusted(0.5, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A p-value lies in [0, 1]; 1.5 does not.");
    }
}
