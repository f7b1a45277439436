package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.sidecar.RidgeState;
import org.jspecify.annotations.Nullable;

/** What an edit does to the sums of a ridge head, from the rows of Z before and after it. */
final class RowDifference {
    private static final int BLOCK = 32;

    private final GraphChange change;
    private final RidgeEdit.Changed rows;
    private final int columns;
    private final int size;

    RowDifference(GraphChange change, RidgeEdit.Changed rows, int columns) {
        this.change = change;
        this.rows = rows;
        this.columns = columns;
        this.size = Tiles.padded(columns);
    }

    /**
     * The sums after the edit; {@code null} where the rows are too large for exact sums of differences.
     *
     * @param larger Z of the changed rows of the larger graph, padded to whole tiles; overwritten
     * @param smaller likewise of the smaller graph
     */
    @Nullable
    RidgeState appliedTo(RidgeState state, double[][] larger, double[][] smaller, Compute compute) {
        var aligned = aligned(smaller);
        if (!isExact(larger, aligned)) {
            return null;
        }
        var before = change.adds() ? aligned : larger;
        var after = change.adds() ? larger : aligned;
        var difference = SparseDifference.of(before, after, size, compute);
        var sum = larger;
        for (int i = 0; i < sum.length; i++) {
            add(aligned[i], sum[i]);
        }
        var out = new RidgeState(
                columns,
                change.after().classes().size(),
                gram(state, difference.transposedTimes(sum, compute), compute),
                cross(state, difference),
                change.after().trainingRows().length);
        RidgeHead.requireExact(out);
        return out;
    }

    private static void add(double[] row, double[] to) {
        for (int c = 0; c < to.length; c++) {
            to[c] += row[c];
        }
    }

    /** A row keeps its class as long as it is in the sums, so what it differs by belongs to that column. */
    private double[] cross(RidgeState state, SparseDifference difference) {
        var classes = change.larger(); // what the smaller graph teaches, the larger one does too
        int width = classes.classes().size();
        var cross = RidgeEdit.moved(state.cross(), change.before(), classes);
        for (int column = 0; column < columns; column++) {
            for (int k = difference.ptr()[column]; k < difference.ptr()[column + 1]; k++) {
                int target = classes.targets()[rows.larger()[difference.row()[k]]];
                cross[column * width + target] += RidgeHead.TARGET * difference.value()[k];
            }
        }
        return RidgeEdit.moved(cross, classes, change.after());
    }

    /** The smaller graph's rows where the larger one's are; a row that only the larger one has is 0. */
    private double[][] aligned(double[][] smaller) {
        var out = new double[rows.larger().length][];
        Arrays.fill(out, new double[size]);
        int next = 0;
        for (int i = 0; i < out.length && next < smaller.length; i++) {
            long key = change.larger().key(rows.larger()[i]);
            if (change.smaller().key(rows.smaller()[next]) == key) {
                out[i] = smaller[next++];
            }
        }
        return out;
    }

    /** Sums and differences of rows are at most the sums of their absolute values, of which these are the squares. */
    private boolean isExact(double[][] first, double[][] second) {
        var squares = new double[size];
        for (int row = 0; row < first.length; row++) {
            addSquares(first[row], second[row], squares);
        }
        for (double square : squares) {
            if (!(square < RidgeHead.LARGEST_SUM)) {
                return false;
            }
        }
        return true;
    }

    private static void addSquares(double[] first, double[] second, double[] squares) {
        for (int c = 0; c < squares.length; c++) {
            double bound = Math.abs(first[c]) + Math.abs(second[c]);
            squares[c] += bound * bound;
        }
    }

    /** In blocks, because half of what is read and written lies in columns. */
    private double[] gram(RidgeState state, double[][] m, Compute compute) {
        var out = state.gram().clone();
        int blocks = (columns + BLOCK - 1) / BLOCK;
        compute.rows(blocks, (long) columns * columns, (from, to) -> {
            for (int block = from; block < to; block++) {
                for (int other = block; other < blocks; other++) {
                    addBlock(m, block * BLOCK, other * BLOCK, out);
                }
            }
        });
        return out;
    }

    private void addBlock(double[][] m, int row, int column, double[] out) {
        for (int i = row; i < Math.min(row + BLOCK, columns); i++) {
            for (int j = Math.max(i, column); j < Math.min(column + BLOCK, columns); j++) {
                double moved = out[i * columns + j] + (m[i][j] + m[j][i]) / 2;
                out[i * columns + j] = moved;
                out[j * columns + i] = moved;
            }
        }
    }
}
