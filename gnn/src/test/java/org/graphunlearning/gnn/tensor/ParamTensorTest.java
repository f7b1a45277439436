package org.graphunlearning.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.graphunlearning.gnn.compute.NativeLibrary;
import org.junit.jupiter.api.Test;

class ParamTensorTest {
    @Test
    void glorotDrawsStayInsideTheBoundAndFillIt() {
        var weight = new ParamTensor("w", 200, 100).glorot(1, 200, 100);
        float bound = (float) Math.sqrt(6.0 / 300);

        float largest = 0;
        double sum = 0;
        for (float value : weight.host()) {
            largest = Math.max(largest, Math.abs(value));
            sum += value;
        }
        assertThat(largest).isBetween(0.99f * bound, bound);
        assertThat(sum / weight.length())
                .isBetween(-5 * bound / Math.sqrt(3 * 20_000), 5 * bound / Math.sqrt(3 * 20_000));
    }

    @Test
    void theArrayShowsTheHeapAndComesBackRowMajor() {
        assumeTrue(NativeLibrary.isLoaded(), "ND4J does not load on this platform.");
        var weight = new ParamTensor("w", 2, 3);
        weight.assign(new float[] {1, 2, 3, 4, 5, 6});

        assertThat(weight.value().getFloat(1, 0)).isEqualTo(4f);
        weight.host()[3] = 9f;
        assertThat(weight.value().getFloat(1, 0)).isEqualTo(9f);
        // A transposed view has other strides: the copy must follow the shape, not the memory.
        weight.assign(weight.value().transpose().dup('f').transpose().mul(2));
        assertThat(weight.host()).containsExactly(2, 4, 6, 18, 10, 12);
    }

    @Test
    void refusesValuesOfAnotherLength() {
        assertThatThrownBy(() -> new ParamTensor("w", 2, 2).assign(new float[3]))
                .hasMessage("Parameter w has 4 entries, not 3.");
    }
}
