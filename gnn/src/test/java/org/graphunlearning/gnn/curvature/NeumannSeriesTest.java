package org.graphunlearning.gnn.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Oracle: the inverse of a diagonal matrix, and of a matrix made from its eigenvalues. */
class NeumannSeriesTest {
    private static final double[] EIGENVALUES = {4, 3.1, 2, 0.9, 0.3};
    private static final double[] RIGHT = {1, -2, 0.5, 3, 1};

    private static double error(double scale) {
        var x = NeumannSeries.solve(DenseOperators.diagonal(EIGENVALUES), RIGHT, 300, 0, scale);
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += Math.pow(x[i] - RIGHT[i] / EIGENVALUES[i], 2);
        }
        return Math.sqrt(squares);
    }

    @Test
    void convergesOnlyWithAScaleAboveHalfTheLargestEigenvalue() {
        assertThat(error(0.45 * 4)).isGreaterThan(1e20);
        assertThat(error(0.55 * 4)).isLessThan(1e-7);
    }

    @Test
    void theSmallestScaleConvergesForAnEstimateThatIsATenthTooLow() {
        double smallest = NeumannSeries.smallestScale(4 / 1.09, 0);

        assertThat(error(smallest)).isLessThan(1);
        assertThat(error(4)).isLessThan(1e-7);
    }

    @Test
    void aTruncatedSeriesHardlyMovesFlatDirections() {
        var x = NeumannSeries.solve(DenseOperators.diagonal(1, 1e-4), new double[] {1, 1}, 20, 0, 1);

        assertThat(x[0]).isEqualTo(1, offset(1e-12));
        assertThat(x[1]).isEqualTo(21, offset(0.1));
    }

    @Test
    void dampingIsAddedRelativeToTheScale() {
        double scale = 4;
        double damping = 0.25;

        var x = NeumannSeries.solve(DenseOperators.diagonal(EIGENVALUES), RIGHT, 400, damping, scale);

        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isEqualTo(RIGHT[i] / (EIGENVALUES[i] + scale * damping), offset(1e-9));
        }
    }

    @Test
    void powerIterationFindsTheScaleThatConverges() {
        for (long seed = 0; seed < 20; seed++) {
            var eigenvalues = DenseOperators.spectrum(50, 3, seed);
            double largest = Arrays.stream(eigenvalues).max().orElseThrow();
            var operator = DenseOperators.of(DenseOperators.withEigenvalues(eigenvalues, seed));

            double estimate = PowerIteration.largestEigenvalue(operator, 50, 20, seed);

            assertThat(estimate).isBetween(0.8 * largest, largest * (1 + 1e-12));
            assertThat(estimate).isEqualTo(PowerIteration.largestEigenvalue(operator, 50, 20, seed));
            var x = NeumannSeries.solve(operator, DenseOperators.gauss(50, seed), 300, 0, estimate);
            assertThat(ParameterVector.norm(x))
                    .isLessThan(301 / estimate * ParameterVector.norm(DenseOperators.gauss(50, seed)));
        }
    }

    @Test
    void theZeroOperatorHasNoEigenvalueButZero() {
        assertThat(PowerIteration.largestEigenvalue(DenseOperators.diagonal(0, 0, 0), 3, 20, 1))
                .isZero();
    }
}
