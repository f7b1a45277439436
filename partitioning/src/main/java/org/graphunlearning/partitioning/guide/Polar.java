package org.graphunlearning.partitioning.guide;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * The orthonormal factor {@code U V'} of a tall matrix {@code U S V'}, row-major: of all orthonormal {@code H} the one that
 * maximises {@code tr(H'M)} (Procrustes). From the eigenvectors of the small Gram matrix, which squares the condition
 * number, hence twice: the second time the matrix is all but orthonormal and no digit is lost. Where the matrix lacks rank
 * any orthonormal completion maximises; the one taken is drawn.
 */
final class Polar {
    /** Squared singular values below this share of the largest are rounding, not data. */
    private static final double RANK = 1e-12;

    private final double[] m;
    private final int k;
    private final int n;

    private Polar(double[] m, int k) {
        this.m = m;
        this.k = k;
        n = m.length / k;
    }

    /**
     * Replaces a matrix of {@code k} columns by its factor.
     *
     * @param m at least {@code k} rows
     * @param purpose of the draws that complete a matrix without full rank
     */
    static double[] replace(double[] m, int k, long purpose) {
        var polar = new Polar(m, k);
        polar.pass(KeyHash.mix(purpose, 1));
        polar.pass(KeyHash.mix(purpose, 2));
        return m;
    }

    private void pass(long purpose) {
        var eigen = new EigenDecomposition(new Array2DRowRealMatrix(gram(), false));
        var vectors = eigen.getV().getData();
        var values = eigen.getRealEigenvalues();
        double largest = Arrays.stream(values).max().orElse(0);
        var scaled = new double[k][k];
        var absent = new boolean[k];
        for (int j = 0; j < k; j++) {
            absent[j] = !(values[j] > RANK * largest);
            for (int i = 0; i < k; i++) {
                scaled[i][j] = absent[j] ? 0 : vectors[i][j] / Math.sqrt(values[j]);
            }
        }
        multiply(scaled);
        for (int j = 0; j < k; j++) {
            if (absent[j]) {
                complete(j, absent, KeyHash.mix(purpose, j));
                absent[j] = false;
            }
        }
        multiply(eigen.getVT().getData());
    }

    private double[][] gram() {
        var gram = new double[k][k];
        for (int row = 0; row < n; row++) {
            for (int i = 0; i < k; i++) {
                double value = m[row * k + i];
                var into = gram[i];
                for (int j = i; j < k; j++) {
                    into[j] += value * m[row * k + j];
                }
            }
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = gram[j][i];
            }
        }
        return gram;
    }

    private void multiply(double[][] right) {
        var sum = new double[k];
        for (int row = 0; row < n; row++) {
            Arrays.fill(sum, 0);
            for (int i = 0; i < k; i++) {
                double value = m[row * k + i];
                var by = right[i];
                for (int j = 0; j < k; j++) {
                    sum[j] += value * by[j];
                }
            }
            System.arraycopy(sum, 0, m, row * k, k);
        }
    }

    /** Draws a column and makes it orthonormal to those that are there, twice for the digits. */
    private void complete(int column, boolean[] absent, long purpose) {
        for (int row = 0; row < n; row++) {
            m[row * k + column] = CounterRng.uniform(purpose, row) - 0.5;
        }
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < k; j++) {
                if (j != column && !absent[j]) {
                    double dot = dot(column, j);
                    for (int row = 0; row < n; row++) {
                        m[row * k + column] -= dot * m[row * k + j];
                    }
                }
            }
            double norm = Math.sqrt(dot(column, column));
            for (int row = 0; row < n; row++) {
                m[row * k + column] /= norm;
            }
        }
    }

    private double dot(int one, int other) {
        double dot = 0;
        for (int row = 0; row < n; row++) {
            dot += m[row * k + one] * m[row * k + other];
        }
        return dot;
    }
}
