package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.jspecify.annotations.Nullable;

/**
 * {@code H = Z^T diag(h) Z + penalty I} of a {@link LogisticLoss} at a point: symmetric and positive definite.
 *
 * <p>Solved by Cholesky up to {@value #MOST_DENSE_COLUMNS} columns ({@code m D^2 / 2 + D^3 / 6} multiply-adds), by conjugate gradients
 * with the diagonal as preconditioner above ({@code 2 m D} each). One thread, sums in index order.
 */
public final class LogisticHessian {
    /** Widest head that is solved by Cholesky. */
    public static final int MOST_DENSE_COLUMNS = 320;

    private final LogisticLoss loss;
    private final double[] h;

    LogisticHessian(LogisticLoss loss, double[] h) {
        this.loss = loss;
        this.h = h;
    }

    /** {@code H v} into {@code out}. */
    public void times(double[] v, double[] out) {
        var u = loss.times(v);
        for (int row = 0; row < u.length; row++) {
            u[row] *= h[row];
        }
        for (int c = 0; c < out.length; c++) {
            out[c] = loss.penalty() * v[c];
        }
        loss.addTransposedTimes(u, out);
    }

    /**
     * A d with {@code |H d - v| <= relative |v|} as far as double reaches; callers who must know compute that residual.
     *
     * @param relative in (0, 1); only iterations heed it
     * @param compute checked between rows and iterations; nothing is done in parallel
     */
    public double[] solve(double[] v, double relative, Compute compute) {
        var factor = loss.columns() <= MOST_DENSE_COLUMNS ? cholesky(compute) : null;
        return factor == null ? conjugateGradients(v, relative, compute) : substituted(factor, v);
    }

    /** The lower factor, row-major, or null when rounding makes a pivot vanish. */
    private double @Nullable [] cholesky(Compute compute) {
        int d = loss.columns();
        var a = lowerHalf(compute);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i * d + j] - LogisticLoss.dot(a, i * d, a, j * d, j);
                if (j < i) {
                    a[i * d + j] = rest / a[j * d + j];
                } else if (rest > 0) {
                    a[i * d + i] = Math.sqrt(rest);
                } else {
                    return null;
                }
            }
        }
        return a;
    }

    private double[] lowerHalf(Compute compute) {
        int d = loss.columns();
        double[] z = loss.values();
        var a = new double[d * d];
        for (int row = 0; row < h.length; row++) {
            if (row % 256 == 0) {
                compute.check();
            }
            int start = row * d;
            for (int i = 0; i < d; i++) {
                double factor = h[row] * z[start + i];
                if (factor != 0) {
                    for (int j = 0; j <= i; j++) {
                        a[i * d + j] = Math.fma(factor, z[start + j], a[i * d + j]);
                    }
                }
            }
        }
        for (int i = 0; i < d; i++) {
            a[i * d + i] += loss.penalty();
        }
        return a;
    }

    private static double[] substituted(double[] factor, double[] v) {
        int d = v.length;
        var x = new double[d];
        for (int i = 0; i < d; i++) {
            x[i] = (v[i] - LogisticLoss.dot(factor, i * d, x, 0, i)) / factor[i * d + i];
        }
        for (int i = d - 1; i >= 0; i--) {
            x[i] /= factor[i * d + i];
            for (int j = 0; j < i; j++) {
                x[j] = Math.fma(-x[i], factor[i * d + j], x[j]);
            }
        }
        return x;
    }

    private double[] conjugateGradients(double[] v, double relative, Compute compute) {
        int d = v.length;
        var inverse = inverseDiagonal();
        var x = new double[d];
        var r = v.clone();
        var s = scaled(inverse, r);
        var p = s.clone();
        var hp = new double[d];
        double rs = LogisticLoss.dot(r, 0, s, 0, d);
        double enough = relative * LogisticLoss.norm(v);
        for (int step = 0; step < 10 * d && LogisticLoss.norm(r) > enough; step++) {
            compute.check();
            times(p, hp);
            double alpha = rs / LogisticLoss.dot(p, 0, hp, 0, d);
            add(alpha, p, x);
            add(-alpha, hp, r);
            s = scaled(inverse, r);
            double next = LogisticLoss.dot(r, 0, s, 0, d);
            double beta = next / rs;
            rs = next;
            for (int c = 0; c < d; c++) {
                p[c] = Math.fma(beta, p[c], s[c]);
            }
        }
        return x;
    }

    private double[] inverseDiagonal() {
        var out = new double[loss.columns()];
        Arrays.fill(out, loss.penalty());
        double[] z = loss.values();
        for (int row = 0; row < h.length; row++) {
            for (int c = 0; c < out.length; c++) {
                double value = z[row * out.length + c];
                out[c] = Math.fma(h[row] * value, value, out[c]);
            }
        }
        for (int c = 0; c < out.length; c++) {
            out[c] = 1 / out[c];
        }
        return out;
    }

    private static double[] scaled(double[] factors, double[] v) {
        var out = new double[v.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = factors[c] * v[c];
        }
        return out;
    }

    private static void add(double factor, double[] v, double[] out) {
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.fma(factor, v[c], out[c]);
        }
    }
}
