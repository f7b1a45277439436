package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;
import org.junit.jupiter.api.Test;

/** Oracle: the draws of a pass, one by one. */
class DenseInputTest {
    private static final int COLUMNS = 7;
    private static final long[] KEYS = {1337, 1340, 1341, 1350};

    /** The mask is kept between passes; it must be that of the last one, before and after it was first asked for. */
    @Test
    void scalesByTheDrawsOfTheLastPass() {
        var random = new Random(2);
        var values = gaussian(random);
        var input = new DenseInput(values, KEYS, COLUMNS, true);
        try (var compute = Compute.withThreads(1)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                var dropout = Dropout.of(Pass.training(5, epoch), 1, 0.5);
                input.prepare(compute, dropout);
                for (int product = 0; product < 2; product++) {
                    var gradient = gaussian(random);
                    var expected = dropped(gradient, dropout);

                    input.scale(compute, dropout, gradient);

                    assertThat(gradient).isEqualTo(expected);
                }
                assertThat(times(compute, input)).isEqualTo(sums(dropped(values, dropout)));
            }
        }
    }

    private static float[] gaussian(Random random) {
        var out = new float[KEYS.length * COLUMNS];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }

    private static float[] dropped(float[] values, Dropout dropout) {
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] * dropout.factor(dropout.node(KEYS[i / COLUMNS]), i % COLUMNS);
        }
        return out;
    }

    private static float[] times(Compute compute, DenseInput input) {
        var ones = new float[COLUMNS];
        Arrays.fill(ones, 1f);
        var out = new float[KEYS.length];
        input.times(compute, Panel.of(ones, 1), out);
        return out;
    }

    private static float[] sums(float[] values) {
        var out = new float[KEYS.length];
        for (int i = 0; i < values.length; i++) {
            out[i / COLUMNS] += values[i];
        }
        return out;
    }
}
