package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;

/**
 * Solves {@code (G + shift I) W = B} by {@code G + shift I = U^T U}, blocked and right-looking (Golub and Van Loan, Matrix
 * Computations, 4.2). Each entry of U is summed in the same order at any thread count. Costs D^3 / 6 + D^2 c multiply-adds.
 *
 * <p>Rows are arrays of their own and loops run over plain indices: that is what the JIT turns into vector instructions.
 */
final class Cholesky {
    private static final int BLOCK = 16;
    private static final int AT_ONCE = 4;
    private static final int PAIR = 2;

    /** What an entry of a pair of rows costs in a block, in multiply-adds that are not vectorised. */
    private static final int WORK = 8;

    private final int columns;
    private final int size;
    private final double[][] u;

    private Cholesky(int columns) {
        this.columns = columns;
        this.size = Tiles.padded(columns);
        this.u = new double[size][size];
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
                System.arraycopy(gram, i * columns + i, cholesky.u[i], i, columns - i);
                cholesky.u[i][i] += shift;
            } else {
                cholesky.u[i][i] = 1; // padding
            }
        }
        cholesky.factor(compute);
        return cholesky.solve(cross);
    }

    private void factor(Compute compute) {
        for (int from = 0; from < size; from += BLOCK) {
            compute.check();
            int to = Math.min(from + BLOCK, size);
            for (int k = from; k < to; k++) {
                scale(u[k], k);
                for (int i = k + 1; i < to; i++) {
                    subtract(u[k][i], u[k], i, u[i]);
                }
            }
            if (to < size) {
                subtractBlock(from, to, compute);
            }
        }
    }

    private static void scale(double[] row, int k) {
        double pivot = Math.sqrt(row[k]);
        if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
            throw new ArithmeticException("not positive definite");
        }
        row[k] = pivot;
        for (int j = k + 1; j < row.length; j++) {
            row[j] /= pivot;
        }
    }

    private static void subtract(double factor, double[] row, int i, double[] from) {
        for (int j = i; j < row.length; j++) {
            from[j] = Math.fma(-factor, row[j], from[j]);
        }
    }

    /** Takes the products of the rows of a block from all rows behind it, shared out so that each thread has as many entries. */
    private void subtractBlock(int from, int to, Compute compute) {
        var entries = new int[(size - to) / PAIR + 1];
        for (int pair = 0; pair + 1 < entries.length; pair++) {
            entries[pair + 1] = entries[pair] + size - to - PAIR * pair;
        }
        compute.rows(entries, WORK, (first, last) -> {
            var upper = new double[size];
            var lower = new double[size];
            for (int i = to + PAIR * first; i < to + PAIR * last; i += PAIR) {
                Arrays.fill(upper, i, size, 0);
                Arrays.fill(lower, i, size, 0);
                for (int k = from; k < to; k += AT_ONCE) {
                    addFour(k, i, upper, lower);
                }
                minus(u[i], upper, i);
                minus(u[i + 1], lower, i);
            }
        });
    }

    /** Two rows of products share what is read for them; each is summed in the order of the block. */
    private void addFour(int k, int i, double[] upper, double[] lower) {
        double[] r0 = u[k];
        double[] r1 = u[k + 1];
        double[] r2 = u[k + 2];
        double[] r3 = u[k + 3];
        double x0 = r0[i];
        double x1 = r1[i];
        double x2 = r2[i];
        double x3 = r3[i];
        double y0 = r0[i + 1];
        double y1 = r1[i + 1];
        double y2 = r2[i + 1];
        double y3 = r3[i + 1];
        for (int j = i; j < upper.length; j++) {
            double first = Math.fma(x1, r1[j], Math.fma(x0, r0[j], upper[j]));
            upper[j] = Math.fma(x3, r3[j], Math.fma(x2, r2[j], first));
            double second = Math.fma(y1, r1[j], Math.fma(y0, r0[j], lower[j]));
            lower[j] = Math.fma(y3, r3[j], Math.fma(y2, r2[j], second));
        }
    }

    private static void minus(double[] row, double[] sums, int from) {
        for (int j = from; j < row.length; j++) {
            row[j] -= sums[j];
        }
    }

    /** One class after the other, so that the forward half runs along rows of U. */
    private double[] solve(double[] cross) {
        int classes = cross.length / columns;
        var w = new double[classes][columns];
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < columns; k++) {
                w[c][k] = cross[k * classes + c];
            }
            forward(w[c]);
        }
        int c = 0;
        for (; c + AT_ONCE <= classes; c += AT_ONCE) {
            backward(w[c], w[c + 1], w[c + 2], w[c + 3]);
        }
        for (; c < classes; c++) {
            backward(w[c]);
        }
        var out = new double[cross.length];
        for (int k = 0; k < columns; k++) {
            for (c = 0; c < classes; c++) {
                out[k * classes + c] = w[c][k];
            }
        }
        return out;
    }

    private void forward(double[] w) {
        for (int k = 0; k < columns; k++) {
            double[] row = u[k];
            w[k] /= row[k];
            double factor = w[k];
            for (int i = k + 1; i < w.length; i++) {
                w[i] = Math.fma(-row[i], factor, w[i]);
            }
        }
    }

    private void backward(double[] w) {
        for (int k = columns - 1; k >= 0; k--) {
            double[] row = u[k];
            double sum = w[k];
            for (int i = k + 1; i < w.length; i++) {
                sum = Math.fma(-row[i], w[i], sum);
            }
            w[k] = sum / row[k];
        }
    }

    /** Four classes at once: each sum waits for itself only. */
    private void backward(double[] w0, double[] w1, double[] w2, double[] w3) {
        for (int k = columns - 1; k >= 0; k--) {
            double[] row = u[k];
            double s0 = w0[k];
            double s1 = w1[k];
            double s2 = w2[k];
            double s3 = w3[k];
            for (int i = k + 1; i < w0.length; i++) {
                double factor = -row[i];
                s0 = Math.fma(factor, w0[i], s0);
                s1 = Math.fma(factor, w1[i], s1);
                s2 = Math.fma(factor, w2[i], s2);
                s3 = Math.fma(factor, w3[i], s3);
            }
            w0[k] = s0 / row[k];
            w1[k] = s1 / row[k];
            w2[k] = s2 / row[k];
            w3[k] = s3 / row[k];
        }
    }
}
