package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Oracles: the worked example of the specification, and Pythagoras. */
class MovementTest {
    @Test
    void measuresTheWorkedExample() {
        var movement = Movement.of(new double[] {0, 0, 0}, new double[] {3, 4, 0}, new double[] {3, 1, 2});

        assertThat(movement.signal()).isEqualTo(5);
        assertThat(movement.progress()).isCloseTo(0.52, within(1e-12));
        assertThat(movement.collateral()).isCloseTo(0.538145, within(1e-6));
        assertThat(movement.residual()).isCloseTo(0.721110, within(1e-6));
    }

    @Test
    void whatIsLeftIsWhatWasNotDoneAndWhatWasDoneBeside() {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            var vectors = new double[3][12];
            for (var vector : vectors) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = random.nextGaussian();
                }
            }
            var movement = Movement.of(vectors[0], vectors[1], vectors[2]);
            double progress = movement.progress();
            double collateral = movement.collateral();
            double residual = movement.residual();

            assertThat(residual * residual)
                    .isCloseTo((1 - progress) * (1 - progress) + collateral * collateral, within(1e-10));
        }
    }

    @Test
    void theUntouchedModelHasMadeNoProgressAndTheReferenceHasNothingLeft() {
        double[] untouched = {0.1, 0.7, 0.3};
        double[] reference = {0.4, 0.2, 0.9};

        assertThat(Movement.of(untouched, reference, untouched).progress()).isZero();
        assertThat(Movement.of(untouched, reference, untouched).residual()).isEqualTo(1);
        assertThat(Movement.of(untouched, reference, reference).progress()).isEqualTo(1);
        assertThat(Movement.of(untouched, reference, reference).residual()).isZero();
        assertThat(Movement.of(untouched, reference, reference).collateral()).isCloseTo(0, within(1e-7));
    }

    @Test
    void withoutASignalNothingElseIsMeasured() {
        double[] same = {0.5, 0.5};

        assertThat(Movement.of(same, same, new double[] {1, 2})).isEqualTo(new Movement(0, null, null, null));
    }

    @Test
    void refusesVectorsOfAnotherLayout() {
        assertThatThrownBy(() -> Movement.of(new double[2], new double[3], new double[2]))
                .hasMessage("Vectors of one run share a layout, but these have 2, 3 and 2 entries.");
    }
}
