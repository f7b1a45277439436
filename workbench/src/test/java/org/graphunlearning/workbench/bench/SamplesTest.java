package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static Samples of(double... values) {
        return new Samples(values);
    }

    @Test
    void takesTheMiddleOfAnOddNumber() {
        assertThat(of(9, 1, 2).median()).isEqualTo(2);
    }

    @Test
    void takesTheMeanOfTheMiddleTwo() {
        assertThat(of(9, 1, 2, 4).median()).isEqualTo(3);
    }

    @Test
    void dividesRoundByRound() {
        var ratio = of(10, 40).over(of(5, 10));
        assertThat(ratio.values()).containsExactly(2, 4);
        assertThat(ratio.min()).isEqualTo(2);
        assertThat(ratio.max()).isEqualTo(4);
    }

    @Test
    void knowsMeanAndSpread() {
        var samples = Samples.of(List.of(1.0, 2.0, 6.0));
        assertThat(samples.mean()).isEqualTo(3);
        assertThat(samples.deviation()).isEqualTo(Math.sqrt(7));
        assertThat(of(5).deviation()).isNaN();
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> of()).isInstanceOf(IllegalArgumentException.class);
    }
}
