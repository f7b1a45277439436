package org.graphunlearning.gnn.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Oracle: {@link StrictMath#exp} in double. */
class FloatMathTest {
    @Test
    void expIsWithinTwoUnitsInTheLastPlace() {
        var random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            float x = -87f + 175.5f * random.nextFloat();
            double exact = StrictMath.exp(x);
            assertThat(Math.abs(FloatMath.exp(x) - exact)).isLessThanOrEqualTo(2 * Math.ulp((float) exact));
        }
    }

    @Test
    void expHasDefinedEnds() {
        assertThat(FloatMath.exp(0f)).isEqualTo(1f);
        assertThat(FloatMath.exp(-100f)).isEqualTo(0f);
        assertThat(FloatMath.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
        assertThat(FloatMath.exp(89f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(FloatMath.exp(Float.NaN)).isNaN();
    }
}
