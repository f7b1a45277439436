package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What a logistic head minimises, one class at a time and in double:
 *
 * <p>{@code L_b(w) = sum_i log(1 + exp(-y_i z_i.w)) + penalty / 2 |w|^2 + b.w} over the rows, with {@code y_i} = 1 for rows of the
 * class and -1 for the others, and {@code penalty} = weightDecay times the number of training rows. The constant column is penalised
 * like the others, so the objective is {@code penalty}-strongly convex.
 *
 * <p>Immutable; several threads may ask about several classes at once. Sums run in row order on one thread. A gradient costs
 * {@code 2 m D} multiply-adds.
 */
public final class LogisticLoss {
    /** Gradients below this share of {@link #size} are taken for zero. */
    private static final double TOLERANCE = 1e-10;

    private static final int POWER_STEPS = 12;

    private final PropagatedRows z;
    private final int[] targets;
    private final double penalty;
    private final double size;

    private LogisticLoss(PropagatedRows z, int[] targets, double penalty) {
        this.z = z;
        this.targets = targets;
        this.penalty = penalty;
        this.size = Math.sqrt(dot(z.values(), 0, z.values(), 0, z.values().length));
    }

    /** The objective of fitting a graph. */
    public static LogisticLoss of(Graph graph, LinearFit.Config config, Compute compute) {
        return ofRows(graph, graph.trainingRows(), config, compute);
    }

    /**
     * The part of {@link #of} that some labelled training rows have, under the penalty of all of them.
     *
     * @param rows ascending; may be empty
     */
    public static LogisticLoss ofRows(Graph graph, int[] rows, LinearFit.Config config, Compute compute) {
        var targets = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = graph.targets()[rows[i]];
        }
        double penalty = config.weightDecay() * graph.trainingRows().length;
        return new LogisticLoss(PropagatedRows.of(graph, rows, config, compute), targets, penalty);
    }

    /** Number of rows. */
    public int rows() {
        return z.count();
    }

    /** Width of a row, D, the constant column included. */
    public int columns() {
        return z.columns();
    }

    /** Weight decay times training rows: the modulus of strong convexity. */
    public double penalty() {
        return penalty;
    }

    /** Frobenius norm of Z. */
    public double size() {
        return size;
    }

    /** Gradient norm at which an optimum counts as found: 1e-10 of the Frobenius norm of Z, which is sqrt(m) or more. */
    public double tolerance() {
        return TOLERANCE * size;
    }

    /** Euclidean norm of a row. */
    public double rowNorm(int row) {
        int start = row * columns();
        return Math.sqrt(dot(z.values(), start, z.values(), start, columns()));
    }

    /** {@code Z v}, one value per row. */
    public double[] times(double[] v) {
        var out = new double[rows()];
        for (int row = 0; row < out.length; row++) {
            out[row] = dot(z.values(), row * columns(), v, 0, columns());
        }
        return out;
    }

    /** Adds {@code Z^T u}. */
    void addTransposedTimes(double[] u, double[] out) {
        for (int row = 0; row < u.length; row++) {
            addRow(row, u[row], out);
        }
    }

    private void addRow(int row, double factor, double[] out) {
        if (factor == 0) {
            return;
        }
        int start = row * columns();
        double[] values = z.values();
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.fma(factor, values[start + c], out[c]);
        }
    }

    /** The objective of a class. */
    public double value(int cls, double[] w, double[] noise) {
        var margins = times(w);
        double sum = 0;
        for (int row = 0; row < margins.length; row++) {
            double x = targets[row] == cls ? margins[row] : -margins[row];
            sum += Math.max(-x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        }
        return sum + penalty / 2 * dot(w, 0, w, 0, w.length) + dot(noise, 0, w, 0, w.length);
    }

    /** The gradient of a class into {@code out}; returns its norm. */
    public double gradient(int cls, double[] w, double[] noise, double[] out) {
        var u = times(w);
        for (int row = 0; row < u.length; row++) {
            u[row] = sigmoid(u[row]) - (targets[row] == cls ? 1 : 0);
        }
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.fma(penalty, w[c], noise[c]);
        }
        addTransposedTimes(u, out);
        return norm(out);
    }

    /** Adds the gradients of some rows, times a factor, without penalty and noise. */
    public void addGradients(int[] rows, int cls, double[] w, double factor, double[] out) {
        for (int row : rows) {
            double margin = dot(z.values(), row * columns(), w, 0, columns());
            addRow(row, factor * (sigmoid(margin) - (targets[row] == cls ? 1 : 0)), out);
        }
    }

    /** The Hessian at some weights; the class does not enter. */
    public LogisticHessian hessian(double[] w) {
        var h = times(w);
        for (int row = 0; row < h.length; row++) {
            double s = sigmoid(h[row]);
            h[row] = s * (1 - s);
        }
        return new LogisticHessian(this, h);
    }

    /**
     * An upper bound of the spectral norm of Z, rounding included: the smaller of the Frobenius norm and of
     * {@code sqrt(max_j (|Z|^T |Z| v)_j / v_j)}, which bounds it for every positive v (Collatz-Wielandt) and is exact for nonnegative Z
     * at the Perron vector; v comes from a few power steps.
     */
    public double spectralBound() {
        var v = new double[columns()];
        Arrays.fill(v, 1);
        double ratio = Double.POSITIVE_INFINITY;
        for (int step = 0; step < POWER_STEPS; step++) {
            var next = absoluteProduct(v);
            double worst = 0;
            double largest = 0;
            for (int c = 0; c < v.length; c++) {
                worst = Math.max(worst, next[c] / v[c]);
                largest = Math.max(largest, next[c]);
            }
            ratio = Math.min(ratio, worst);
            for (int c = 0; c < v.length; c++) {
                v[c] = largest > 0 ? Math.max(next[c] / largest, 1e-9) : 1;
            }
        }
        return Math.min(size, Math.sqrt(ratio)) * (1 + 1e-6);
    }

    private double[] absoluteProduct(double[] v) {
        var out = new double[v.length];
        double[] values = z.values();
        for (int start = 0; start < values.length; start += v.length) {
            double sum = 0;
            for (int c = 0; c < v.length; c++) {
                sum = Math.fma(Math.abs(values[start + c]), v[c], sum);
            }
            for (int c = 0; c < v.length; c++) {
                out[c] = Math.fma(sum, Math.abs(values[start + c]), out[c]);
            }
        }
        return out;
    }

    /** Z, row-major. */
    double[] values() {
        return z.values();
    }

    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    static double norm(double[] v) {
        return Math.sqrt(dot(v, 0, v, 0, v.length));
    }

    /** Four sums side by side, added in a fixed order: no shorter latency chain would keep the bits. */
    static double dot(double[] a, int aStart, double[] b, int bStart, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 = Math.fma(a[aStart + i], b[bStart + i], s0);
            s1 = Math.fma(a[aStart + i + 1], b[bStart + i + 1], s1);
            s2 = Math.fma(a[aStart + i + 2], b[bStart + i + 2], s2);
            s3 = Math.fma(a[aStart + i + 3], b[bStart + i + 3], s3);
        }
        for (; i < length; i++) {
            s0 = Math.fma(a[aStart + i], b[bStart + i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }
}
