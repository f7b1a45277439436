package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.RidgeState;
import org.graphunlearning.gnn.sidecar.Sidecar;

/**
 * Ridge regression on propagated features (the family of GraphEditor, Cong and Mahdavi 2023): {@code (G + weightDecay m I) W = B} with
 * {@code G = Z^T Z} and {@code B = Z^T T} over the m training rows. T has {@link #TARGET} at a row's class and 0 elsewhere, so that
 * the softmax of a row that is fitted well is near 1.
 *
 * <p>G and B are sums of numbers that double adds exactly ({@link PropagatedRows}), and W is computed from nothing else: whatever
 * way a graph was reached, the same graph has the same weights, bit for bit. A fit costs O(messages width) per round, m D^2 / 2 for
 * G and D^3 / 3 for W.
 */
final class RidgeHead {
    /** What the output of a row's own class should be. */
    static final double TARGET = 8;

    /** Sums of products are exact below 2^25; half of it leaves room for adding before taking away. */
    static final double LARGEST_SUM = 0x1p24;

    private static final int MOST_COLUMNS = 8192;
    private static final int CHUNK_CELLS = 1 << 16;
    private static final int LEAST_CHUNK = 16;

    private RidgeHead() {}

    /** The sums over all training rows. */
    static RidgeState state(Graph graph, LinearFit.Config config, Compute compute) {
        requireColumns(Columns.of(graph.features().columns(), config).count());
        int[] rows = graph.trainingRows();
        return state(graph, rows, HopValues.of(graph, rows, config, compute), config, compute);
    }

    /** Rows of Z. */
    interface Rows {
        /** Writes one row to where it begins in {@code z}; columns behind the constant stay as they are. */
        void place(int row, double[] z, int start);

        /** Writes rows {@code [from, to)}, {@code stride} apart. */
        default void fill(int from, int to, double[] z, int stride, Compute compute) {
            compute.rows(to - from, (long) (to - from) * stride, (first, last) -> {
                for (int i = first; i < last; i++) {
                    place(from + i, z, i * stride);
                }
            });
        }

        /** All of them as arrays of their own, padded to whole tiles. */
        default double[][] padded(int count, int columns, Compute compute) {
            int size = Tiles.padded(columns);
            var out = new double[count][size];
            compute.rows(count, (long) count * size, (from, to) -> {
                for (int row = from; row < to; row++) {
                    place(row, out[row], 0);
                }
            });
            return out;
        }
    }

    static RidgeState state(Graph graph, int[] rows, Rows values, LinearFit.Config config, Compute compute) {
        int columns = Columns.of(graph.features().columns(), config).count();
        int size = Tiles.padded(columns);
        int chunk = Math.max(LEAST_CHUNK, CHUNK_CELLS / size);
        int batch = (int) Math.min(rows.length, Math.max(chunk, (1L << 24) / size / chunk * chunk));
        var z = new double[Math.multiplyExact(batch, size)];
        var gram = new double[Math.multiplyExact(size, size)];
        int classes = graph.classes().size();
        var cross = new double[columns * classes];
        var triangle = new UpperTriangle(size);
        for (int from = 0; from < rows.length; from += batch) {
            int to = Math.min(from + batch, rows.length);
            values.fill(from, to, z, size, compute);
            addGram(z, to - from, chunk, triangle, gram, compute);
            for (int i = from; i < to; i++) {
                int target = graph.targets()[rows[i]];
                addCross(z, (i - from) * size, columns, TARGET, cross, classes, target);
            }
        }
        var state = new RidgeState(columns, classes, mirrored(gram, size, columns), cross, rows.length);
        requireExact(state);
        return state;
    }

    /** In chunks that stay in the second-level cache; the order of rows does not matter. */
    private static void addGram(
            double[] z, int count, int chunk, UpperTriangle triangle, double[] gram, Compute compute) {
        int size = (int) Math.round(Math.sqrt(gram.length));
        for (int from = 0; from < count; from += chunk) {
            int first = from;
            var rows = new int[Math.min(chunk, count - from)];
            Arrays.setAll(rows, row -> (first + row) * size);
            triangle.add(z, rows, 0, gram, 1, compute);
        }
    }

    /** Adds a row of Z, times a factor, to the column of its class. */
    static void addCross(double[] z, int start, int columns, double factor, double[] cross, int classes, int target) {
        for (int i = 0; i < columns; i++) {
            cross[i * classes + target] += factor * z[start + i];
        }
    }

    private static double[] mirrored(double[] upper, int size, int columns) {
        var out = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            for (int j = i; j < columns; j++) {
                out[i * columns + j] = upper[i * size + j];
                out[j * columns + i] = upper[i * size + j];
            }
        }
        return out;
    }

    /**
     * Refuses sums that double cannot hold exactly.
     *
     * @throws IllegalArgumentException naming the way out
     */
    static void requireExact(RidgeState state) {
        for (int i = 0; i < state.columns(); i++) {
            double square = state.gram()[i * state.columns() + i];
            if (!(square < LARGEST_SUM)) {
                throw new IllegalArgumentException("The head `ridge` sums squares of features exactly up to "
                        + (long) LARGEST_SUM + ", and " + state.rows()
                        + " training nodes exceed that; set `normalizeFeatures: true`"
                        + (state.rows() < LARGEST_SUM ? "." : " and train on fewer than that many nodes."));
            }
        }
    }

    static void requireColumns(int columns) {
        if (columns > MOST_COLUMNS) {
            throw new IllegalArgumentException("The head `ridge` would solve for " + columns
                    + " columns of features, and at most " + MOST_COLUMNS + " fit; set a smaller `projection`.");
        }
    }

    /**
     * W, columns x classes, row-major.
     *
     * @throws IllegalArgumentException when the penalty is too small for double precision
     */
    static double[] weights(RidgeState state, double weightDecay, Compute compute) {
        try {
            return Cholesky.solve(state.gram(), state.columns(), weightDecay * state.rows(), state.cross(), compute);
        } catch (ArithmeticException singular) {
            throw new IllegalArgumentException("`weightDecay` " + weightDecay
                    + " is too small to solve the head `ridge` with these features; give a larger one.");
        }
    }

    /** The model of some sums, which travel with it. */
    static Gnn model(Graph graph, LinearFit.Config config, RidgeState state, Compute compute) {
        return model(graph, config, state, weights(state, config.weightDecay(), compute));
    }

    static Gnn model(Graph graph, LinearFit.Config config, RidgeState state, double[] weights) {
        return FoldedWeights.model(graph, config, weights).with(Sidecar.empty().withRidge(state));
    }
}
