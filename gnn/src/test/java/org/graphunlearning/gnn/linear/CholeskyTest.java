package org.graphunlearning.gnn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: what the solution gives when it is put in, and one thread. */
class CholeskyTest {
    private static final double SHIFT = 0.5;

    private static double[] gaussian(int length, long seed) {
        var random = new Random(seed);
        var out = new double[length];
        for (int i = 0; i < length; i++) {
            out[i] = random.nextGaussian();
        }
        return out;
    }

    /** {@code A^T A} of a random matrix. */
    private static double[] gram(int columns) {
        var a = gaussian(columns * columns, columns);
        var out = new double[a.length];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                for (int r = 0; r < columns; r++) {
                    out[i * columns + j] += a[r * columns + i] * a[r * columns + j];
                }
            }
        }
        return out;
    }

    /** Blocks have 16 rows, tiles 4; classes are taken four at a time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 17, 64, 83, 300})
    void theSolutionSolves(int columns) {
        var gram = gram(columns);
        int classes = 1 + columns % 6;
        var cross = gaussian(columns * classes, 9);
        double[] w;
        try (var compute = Compute.withThreads(1)) {
            w = Cholesky.solve(gram, columns, SHIFT, cross, compute);
        }

        for (int i = 0; i < columns; i++) {
            for (int c = 0; c < classes; c++) {
                double residual = SHIFT * w[i * classes + c] - cross[i * classes + c];
                double size = 1;
                for (int j = 0; j < columns; j++) {
                    residual += gram[i * columns + j] * w[j * classes + c];
                    size += Math.abs(gram[i * columns + j] * w[j * classes + c]);
                }
                assertThat(Math.abs(residual)).isLessThan(1e-11 * size);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        var gram = gram(300);
        var cross = gaussian(5 * 300, 9);
        try (var one = Compute.withThreads(1);
                var more = Compute.withThreads(threads)) {
            assertThat(Cholesky.solve(gram, 300, SHIFT, cross, more))
                    .isEqualTo(Cholesky.solve(gram, 300, SHIFT, cross, one));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void whatIsNotPositiveDefiniteIsRefused(int columns) {
        var gram = gram(columns);
        gram[gram.length - 1] = -1;
        try (var compute = Compute.withThreads(1)) {
            assertThatThrownBy(() -> Cholesky.solve(gram, columns, SHIFT, new double[columns], compute))
                    .isInstanceOf(ArithmeticException.class);
        }
    }
}
