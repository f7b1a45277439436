package org.graphunlearning.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: the update of Kingma and Ba, algorithm 1, in double. */
class AdamTest {
    @Test
    void followsThePublishedUpdateWithL2InTheGradient() {
        var parameter = new ParamTensor("w", 1, 3);
        parameter.assign(new float[] {0.5f, -1.5f, 2f});
        var adam = new Adam(List.of(parameter), 0.1);
        double[] theta = {0.5, -1.5, 2};
        double[] m = new double[3];
        double[] v = new double[3];
        for (int step = 1; step <= 50; step++) {
            for (int i = 0; i < 3; i++) {
                double slope = StrictMath.sin(step + i) * (i + 1);
                parameter.gradient()[i] = (float) slope;
                double g = slope + 0.1 * theta[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double mHat = m[i] / (1 - StrictMath.pow(0.9, step));
                double vHat = v[i] / (1 - StrictMath.pow(0.999, step));
                theta[i] -= 0.05 * mHat / (Math.sqrt(vHat) + 1e-8);
            }
            adam.step(0.05);
        }
        for (int i = 0; i < 3; i++) {
            assertThat((double) parameter.host()[i]).isCloseTo(theta[i], offset(1e-5));
        }
    }

    /** Oracle: the optimiser of all entries. */
    @Test
    void entriesThatDoNotMoveKeepEveryBitAndTheOthersMoveAsEver() {
        var all = new ParamTensor("w", 1, 4);
        all.assign(new float[] {0.5f, -1.5f, 2f, -3f});
        var some = all.copy();
        var ofAll = new Adam(List.of(all), 0.1);
        var ofSome = new Adam(List.of(some), 0.1, new int[][] {{1, 3}});
        for (int step = 0; step < 10; step++) {
            for (int i = 0; i < 4; i++) {
                all.gradient()[i] = (float) StrictMath.sin(step + i);
                some.gradient()[i] = all.gradient()[i];
            }
            ofAll.step(0.05);
            ofSome.step(0.05);
        }

        assertThat(some.host()).containsExactly(0.5f, all.host()[1], 2f, all.host()[3]);
    }
}
