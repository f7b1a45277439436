package org.graphunlearning.gnn.curvature;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Written-down matrices as operators, for dense algebra to judge what is done with their products. */
final class DenseOperators {
    private DenseOperators() {}

    static SymmetricOperator of(RealMatrix matrix) {
        return (vector, out) -> System.arraycopy(matrix.operate(vector), 0, out, 0, out.length);
    }

    static SymmetricOperator diagonal(double... values) {
        return of(MatrixUtils.createRealDiagonalMatrix(values));
    }

    /** {@code Q diag(eigenvalues) Q^T} with a random orthogonal Q. */
    static RealMatrix withEigenvalues(double[] eigenvalues, long seed) {
        int n = eigenvalues.length;
        var random = new Random(seed);
        var gauss = new double[n][n];
        for (var row : gauss) {
            for (int c = 0; c < n; c++) {
                row[c] = random.nextGaussian();
            }
        }
        var q = new QRDecomposition(new Array2DRowRealMatrix(gauss, false)).getQ();
        return q.multiply(MatrixUtils.createRealDiagonalMatrix(eigenvalues)).multiply(q.transpose());
    }

    /** Eigenvalues drawn evenly on a logarithmic scale, {@code 10^-decades} to 1. */
    static double[] spectrum(int n, double decades, long seed) {
        var random = new Random(seed);
        var out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = Math.pow(10, -decades * random.nextDouble());
        }
        return out;
    }

    static double[] gauss(int n, long seed) {
        var random = new Random(seed);
        var out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = random.nextGaussian();
        }
        return out;
    }
}
