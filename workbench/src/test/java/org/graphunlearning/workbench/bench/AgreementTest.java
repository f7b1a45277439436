package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final List<float[]> OURS = List.of(new float[] {1, -10}, new float[] {0.5f}, new float[] {1e-9f});

    @Test
    void forgivesRounding() {
        assertThat(Agreement.holds(OURS, new float[] {1.0005f, -10, 0.5001f, 0}))
                .isTrue();
    }

    @Test
    void seesOtherLogits() {
        assertThat(Agreement.holds(OURS, new float[] {1.002f, -10, 0.5f, 1e-9f}))
                .isFalse();
    }

    @Test
    void seesOtherGradients() {
        assertThat(Agreement.holds(OURS, new float[] {1, -10, 0.51f, 1e-9f})).isFalse();
    }

    @Test
    void seesWhatIsNoNumber() {
        assertThat(Agreement.holds(OURS, new float[] {Float.NaN, -10, 0.5f, 1e-9f}))
                .isFalse();
    }

    @Test
    void seesAnotherShape() {
        assertThat(Agreement.holds(OURS, new float[] {1, -10, 0.5f})).isFalse();
    }
}
