package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.sidecar.RidgeState;
import org.jspecify.annotations.Nullable;

/** What an edit does to the sums of a ridge head, from the rows of Z before and after it. */
final class RowDifference {
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
    RidgeState appliedTo(RidgeState state, double[] larger, double[] smaller, Compute compute) {
        var aligned = aligned(smaller);
        var difference = SparseDifference.of(change.adds() ? aligned : larger, change.adds() ? larger : aligned, size);
        if (!isExact(larger, aligned)) {
            return null;
        }
        var sum = larger;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += aligned[i];
        }
        var out = new RidgeState(
                columns,
                change.after().classes().size(),
                gram(state, difference.transposedTimes(sum, compute)),
                cross(state, difference),
                change.after().trainingRows().length);
        RidgeHead.requireExact(out);
        return out;
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
    private double[] aligned(double[] smaller) {
        var out = new double[rows.larger().length * size];
        int next = 0;
        for (int i = 0; i < rows.larger().length && next < rows.smaller().length; i++) {
            long key = change.larger().key(rows.larger()[i]);
            if (change.smaller().key(rows.smaller()[next]) == key) {
                System.arraycopy(smaller, next++ * size, out, i * size, size);
            }
        }
        return out;
    }

    /** Sums and differences of rows are at most the sums of their absolute values, of which these are the squares. */
    private boolean isExact(double[] first, double[] second) {
        var squares = new double[size];
        for (int start = 0; start < first.length; start += size) {
            for (int c = 0; c < size; c++) {
                double bound = Math.abs(first[start + c]) + Math.abs(second[start + c]);
                squares[c] += bound * bound;
            }
        }
        for (double square : squares) {
            if (!(square < RidgeHead.LARGEST_SUM)) {
                return false;
            }
        }
        return true;
    }

    private double[] gram(RidgeState state, double[] m) {
        var out = state.gram().clone();
        for (int i = 0; i < columns; i++) {
            for (int j = i; j < columns; j++) {
                double moved = out[i * columns + j] + (m[i * size + j] + m[j * size + i]) / 2;
                out[i * columns + j] = moved;
                out[j * columns + i] = moved;
            }
        }
        return out;
    }
}
