package org.graphunlearning.gnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the definition in double, and its central differences. */
class CrossEntropyTest {
    private static final int[] TARGETS = {0, 2, 2, 1, 2, 0};
    private static final double[] BALANCED = {1 / 6.0, 1 / 3.0, 1 / 9.0};

    private static double reference(double[] logits, boolean balanced) {
        double loss = 0;
        for (int row = 0; row < TARGETS.length; row++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                sum += Math.exp(logits[3 * row + c]);
            }
            double weight = balanced ? BALANCED[TARGETS[row]] : 1.0 / TARGETS.length;
            loss += weight * (Math.log(sum) - logits[3 * row + TARGETS[row]]);
        }
        return loss;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lossAndGradientAreThoseOfTheDefinition(boolean balanced) {
        var logits = new double[18];
        var floats = new float[18];
        for (int i = 0; i < 18; i++) {
            floats[i] = (float) (4 * Math.sin(1.7 * i));
            logits[i] = floats[i];
        }
        var gradient = new float[18];
        var loss = new CrossEntropy(TARGETS, 3, balanced);

        assertThat(loss.gradient(floats, gradient)).isCloseTo(reference(logits, balanced), offset(1e-6));
        assertThat(loss.loss(floats)).isEqualTo(loss.gradient(floats, gradient));
        for (int i = 0; i < 18; i++) {
            double h = 1e-6;
            double at = logits[i];
            logits[i] = at + h;
            double up = reference(logits, balanced);
            logits[i] = at - h;
            double down = reference(logits, balanced);
            logits[i] = at;
            assertThat((double) gradient[i]).isCloseTo((up - down) / (2 * h), offset(1e-7));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e4f, -1e4f})
    void extremeLogitsStayFinite(float extreme) {
        var loss = new CrossEntropy(new int[] {0, 1}, 2, false);
        var gradient = new float[4];

        assertThat(loss.gradient(new float[] {extreme, 0, 0, extreme}, gradient))
                .isFinite();
        for (float g : gradient) {
            assertThat(g).isFinite();
        }
    }
}
