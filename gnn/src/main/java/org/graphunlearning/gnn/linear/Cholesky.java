package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;

/**
 * Solves {@code (G + shift I) W = B} by {@code G + shift I = U^T U}, blocked and right-looking (Golub and Van Loan, Matrix
 * Computations, 4.2). Each entry of U is summed in the same order at any thread count. Costs D^3 / 3 + 2 D^2 c multiply-adds.
 */
final class Cholesky {
    private static final int BLOCK = 16;

    private final int columns;
    private final int size;
    private final double[] u;

    private Cholesky(int columns) {
        this.columns = columns;
        this.size = Tiles.padded(columns);
        this.u = new double[size * size];
    }

    /**
     * W, columns x classes, row-major.
     *
     * @param gram columns x columns, symmetric, positive semi-definite
     * @param shift positive
     * @param cross columns x classes
     * @throws ArithmeticException when the sum is not positive definite in double precision
     */
    static double[] solve(double[] gram, int columns, double shift, double[] cross, Compute compute) {
        var cholesky = new Cholesky(columns);
        for (int i = 0; i < cholesky.size; i++) {
            if (i < columns) {
                System.arraycopy(gram, i * columns + i, cholesky.u, i * cholesky.size + i, columns - i);
                cholesky.u[i * cholesky.size + i] += shift;
            } else {
                cholesky.u[i * cholesky.size + i] = 1; // padding
            }
        }
        cholesky.factor(compute);
        return cholesky.solve(cross);
    }

    private void factor(Compute compute) {
        var triangle = new UpperTriangle(size);
        for (int from = 0; from < size; from += BLOCK) {
            compute.check();
            int to = Math.min(from + BLOCK, size);
            for (int k = from; k < to; k++) {
                scale(k);
                for (int i = k + 1; i < to; i++) {
                    subtract(u[k * size + i], k, i);
                }
            }
            if (to < size) {
                var rows = new int[to - from];
                Arrays.setAll(rows, row -> row * size);
                var block = Arrays.copyOfRange(u, from * size, to * size);
                triangle.add(block, rows, to, u, -1, compute);
            }
        }
    }

    private void scale(int k) {
        double pivot = Math.sqrt(u[k * size + k]);
        if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
            throw new ArithmeticException("not positive definite");
        }
        u[k * size + k] = pivot;
        for (int j = k * size + k + 1; j < (k + 1) * size; j++) {
            u[j] /= pivot;
        }
    }

    private void subtract(double factor, int k, int i) {
        int from = k * size;
        int to = i * size;
        for (int j = i; j < size; j++) {
            u[to + j] = Math.fma(-factor, u[from + j], u[to + j]);
        }
    }

    private double[] solve(double[] cross) {
        int classes = cross.length / columns;
        var w = cross.clone();
        for (int k = 0; k < columns; k++) {
            divide(w, k, classes);
            for (int i = k + 1; i < columns; i++) {
                subtract(w, i, k, u[k * size + i], classes);
            }
        }
        for (int k = columns - 1; k >= 0; k--) {
            for (int i = k + 1; i < columns; i++) {
                subtract(w, k, i, u[k * size + i], classes);
            }
            divide(w, k, classes);
        }
        return w;
    }

    private void divide(double[] w, int row, int classes) {
        for (int c = 0; c < classes; c++) {
            w[row * classes + c] /= u[row * size + row];
        }
    }

    private static void subtract(double[] w, int row, int other, double factor, int classes) {
        for (int c = 0; c < classes; c++) {
            w[row * classes + c] = Math.fma(-factor, w[other * classes + c], w[row * classes + c]);
        }
    }
}
