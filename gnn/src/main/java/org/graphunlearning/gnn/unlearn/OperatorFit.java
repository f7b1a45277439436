package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/**
 * The least-squares problem of one deletion operator:
 *
 * <pre>
 * min_W  sum_i c_i |z_i W - t_i|^2 + rho |W - I|^2
 * </pre>
 *
 * with {@code rho} relative to the mean eigenvalue of {@code G = sum_i c_i z_i z_i^T}. Solved by normal equations
 * {@code (G + rho I)(W - I) = sum_i c_i z_i (t_i - z_i)^T} and Cholesky, in double: exactly the identity where every row hits its
 * target already. O(rows width^2 + width^3); sums run in the order of the rows at any thread count.
 *
 * @param width of a row
 * @param z rows x width, row-major
 * @param zRow row of {@code z} of each term
 * @param t rows x width, row-major
 * @param tRow row of {@code t} of each term
 * @param weight c of each term, not negative
 */
record OperatorFit(int width, float[] z, int[] zRow, float[] t, int[] tRow, double[] weight) {
    /**
     * W, width x width, row-major; NaN where rows are not finite.
     *
     * @param ridge the relative {@code rho}, positive
     */
    double[] solve(double ridge, Compute compute) {
        var gram = new double[width * width];
        var moved = new double[width * width];
        long work = (long) zRow.length * width * width;
        compute.rows(width, work, (from, to) -> accumulate(gram, moved, from, to));
        double trace = 0;
        for (int i = 0; i < width; i++) {
            trace += gram[i * width + i];
        }
        if (trace != 0) {
            for (int i = 0; i < width; i++) {
                gram[i * width + i] += ridge * trace / width;
            }
            factor(gram, compute);
            compute.rows(width, (long) width * width * width, (from, to) -> substitute(gram, moved, from, to));
        }
        for (int i = 0; i < width; i++) {
            moved[i * width + i] += 1;
        }
        return moved;
    }

    /** Rows {@code [from, to)} of the lower half of G and of the right-hand side. */
    private void accumulate(double[] gram, double[] moved, int from, int to) {
        for (int term = 0; term < zRow.length; term++) {
            int at = zRow[term] * width;
            int target = tRow[term] * width;
            for (int i = from; i < to; i++) {
                double scaled = weight[term] * z[at + i];
                for (int j = 0; j <= i; j++) {
                    gram[i * width + j] = Math.fma(scaled, z[at + j], gram[i * width + j]);
                }
                for (int j = 0; j < width; j++) {
                    moved[i * width + j] = Math.fma(scaled, (double) t[target + j] - z[at + j], moved[i * width + j]);
                }
            }
        }
    }

    /** {@code A = L L^T} in place of the lower half, column by column. */
    private void factor(double[] a, Compute compute) {
        for (int k = 0; k < width; k++) {
            int column = k;
            double pivot = Math.sqrt(a[k * width + k] - dot(a, k, k, k));
            a[k * width + k] = pivot;
            compute.rows(width - k - 1, (long) (width - k - 1) * k, (from, to) -> {
                for (int i = column + 1 + from; i < column + 1 + to; i++) {
                    a[i * width + column] = (a[i * width + column] - dot(a, i, column, column)) / pivot;
                }
            });
        }
    }

    /** Inner product of the first entries of two rows. */
    private double dot(double[] a, int left, int right, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum = Math.fma(a[left * width + k], a[right * width + k], sum);
        }
        return sum;
    }

    /** Columns {@code [from, to)} of {@code (L L^T)^-1 B}, in place of B. */
    private void substitute(double[] lower, double[] b, int from, int to) {
        for (int i = 0; i < width; i++) {
            for (int k = 0; k < i; k++) {
                subtract(b, i, lower[i * width + k], k, from, to);
            }
            divide(b, i, lower[i * width + i], from, to);
        }
        for (int i = width - 1; i >= 0; i--) {
            for (int k = i + 1; k < width; k++) {
                subtract(b, i, lower[k * width + i], k, from, to);
            }
            divide(b, i, lower[i * width + i], from, to);
        }
    }

    private void subtract(double[] b, int row, double factor, int other, int from, int to) {
        for (int c = from; c < to; c++) {
            b[row * width + c] = Math.fma(-factor, b[other * width + c], b[row * width + c]);
        }
    }

    private void divide(double[] b, int row, double divisor, int from, int to) {
        for (int c = from; c < to; c++) {
            b[row * width + c] /= divisor;
        }
    }
}
