package org.graphunlearning.partitioning.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolarTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void maximisesTheInnerProductAmongOrthonormalMatrices(int seed) {
        var random = new Random(seed);
        int k = 1 + random.nextInt(6);
        int n = k + random.nextInt(20);
        var m = Matrices.random(n, k, random);
        var matrix = Matrices.of(m, k);

        var h = Polar.replace(m.clone(), k, seed);

        Matrices.assertOrthonormal(h, k);
        double reached = Matrices.inner(Matrices.of(h, k), matrix);
        double nuclearNorm = Arrays.stream(new SingularValueDecomposition(matrix).getSingularValues())
                .sum();
        assertThat(reached).isCloseTo(nuclearNorm, within(1e-9 * nuclearNorm));
        for (int rival = 0; rival < 100; rival++) {
            assertThat(Matrices.inner(Matrices.randomOrthonormal(n, k, random), matrix))
                    .isLessThanOrEqualTo(reached);
        }
    }

    @Test
    void losesNoDigitsToNearlyDependentColumns() {
        var random = new Random(1);
        var m = Matrices.random(50, 3, random);
        for (int row = 0; row < 50; row++) {
            m[row * 3 + 2] = m[row * 3] + 1e-5 * m[row * 3 + 2];
        }

        var h = Polar.replace(m.clone(), 3, 1);

        Matrices.assertOrthonormal(h, 3);
        double nuclearNorm = Arrays.stream(new SingularValueDecomposition(Matrices.of(m, 3)).getSingularValues())
                .sum();
        assertThat(Matrices.inner(Matrices.of(h, 3), Matrices.of(m, 3))).isCloseTo(nuclearNorm, within(1e-9));
    }

    @Test
    void completesAMatrixWithoutFullRank() {
        var random = new Random(2);
        var m = Matrices.random(30, 4, random);
        for (int row = 0; row < 30; row++) {
            m[row * 4 + 1] = m[row * 4];
            m[row * 4 + 3] = 2 * m[row * 4 + 2];
        }

        var h = Polar.replace(m.clone(), 4, 1);

        Matrices.assertOrthonormal(h, 4);
        double nuclearNorm = Arrays.stream(new SingularValueDecomposition(Matrices.of(m, 4)).getSingularValues())
                .sum();
        assertThat(Matrices.inner(Matrices.of(h, 4), Matrices.of(m, 4))).isCloseTo(nuclearNorm, within(1e-9));
    }

    @Test
    void completesTheZeroMatrix() {
        Matrices.assertOrthonormal(Polar.replace(new double[12], 3, 1), 3);
        Matrices.assertOrthonormal(Polar.replace(new double[9], 3, 1), 3);
    }
}
