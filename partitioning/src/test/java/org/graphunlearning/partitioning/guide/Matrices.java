package org.graphunlearning.partitioning.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Row-major matrices as those of Commons Math, which serve as oracle. */
final class Matrices {
    private Matrices() {}

    static RealMatrix of(double[] rowMajor, int columns) {
        var out = new Array2DRowRealMatrix(rowMajor.length / columns, columns);
        for (int i = 0; i < rowMajor.length; i++) {
            out.setEntry(i / columns, i % columns, rowMajor[i]);
        }
        return out;
    }

    static double[] random(int rows, int columns, Random random) {
        return random.doubles((long) rows * columns, -1, 1).toArray();
    }

    static RealMatrix randomOrthonormal(int rows, int columns, Random random) {
        return new QRDecomposition(of(random(rows, columns, random), columns))
                .getQ()
                .getSubMatrix(0, rows - 1, 0, columns - 1);
    }

    static double inner(RealMatrix one, RealMatrix other) {
        return one.transpose().multiply(other).getTrace();
    }

    static void assertOrthonormal(double[] h, int k) {
        var matrix = of(h, k);
        var gram = matrix.transpose().multiply(matrix).subtract(MatrixUtils.createRealIdentityMatrix(k));
        for (double[] row : gram.getData()) {
            for (double entry : row) {
                assertThat(entry).as("entry of H'H - I").isCloseTo(0, within(1e-8));
            }
        }
    }
}
