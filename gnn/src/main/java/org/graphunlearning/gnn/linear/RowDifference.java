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
        int count = rows.larger().length;
        var cross = cross(state, larger, smaller);
        var difference = difference(larger, smaller);
        if (!isExact(larger, count) || !isExact(difference, count)) {
            return null;
        }
        var out = new RidgeState(
                columns,
                change.after().classes().size(),
                gram(state, difference, larger, compute),
                cross,
                change.after().trainingRows().length);
        RidgeHead.requireExact(out);
        return out;
    }

    /** Takes the rows out of the columns of their classes and puts them in again. */
    private double[] cross(RidgeState state, double[] largerRows, double[] smallerRows) {
        var classes =
                change.larger().classes().size() >= change.smaller().classes().size()
                        ? change.larger()
                        : change.smaller();
        int width = classes.classes().size();
        var cross = RidgeEdit.moved(state.cross(), change.before(), classes);
        double sign = change.adds() ? 1 : -1;
        int[] targets = RidgeEdit.targets(change.larger(), rows.larger(), classes);
        for (int i = 0; i < targets.length; i++) {
            RidgeHead.addCross(largerRows, i * size, columns, sign * RidgeHead.TARGET, cross, width, targets[i]);
        }
        targets = RidgeEdit.targets(change.smaller(), rows.smaller(), classes);
        for (int i = 0; i < targets.length; i++) {
            RidgeHead.addCross(smallerRows, i * size, columns, -sign * RidgeHead.TARGET, cross, width, targets[i]);
        }
        return RidgeEdit.moved(cross, classes, change.after());
    }

    /** Turns the larger graph's rows into sums and returns differences, after minus before; a row that is gone counts as 0. */
    private double[] difference(double[] sum, double[] other) {
        var out = new double[sum.length];
        double sign = change.adds() ? 1 : -1;
        int next = 0;
        for (int i = 0; i < rows.larger().length; i++) {
            long key = change.larger().key(rows.larger()[i]);
            boolean stays = next < rows.smaller().length && change.smaller().key(rows.smaller()[next]) == key;
            for (int c = i * size, o = next * size; c < (i + 1) * size; c++, o++) {
                double here = sum[c];
                double there = stays ? other[o] : 0;
                sum[c] = here + there;
                out[c] = sign * (here - there);
            }
            next += stays ? 1 : 0;
        }
        return out;
    }

    private boolean isExact(double[] values, int count) {
        var squares = new double[size];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < size; c++) {
                squares[c] += values[i * size + c] * values[i * size + c];
            }
        }
        for (double square : squares) {
            if (!(square < RidgeHead.LARGEST_SUM)) {
                return false;
            }
        }
        return true;
    }

    private double[] gram(RidgeState state, double[] difference, double[] sum, Compute compute) {
        var m = new double[size * size];
        int count = rows.larger().length;
        var tiles = new Tiles(difference, sum, m, size, 1);
        int tileRows = size / Tiles.SIZE;
        compute.rows(tileRows, (long) count * size * size, (from, to) -> {
            var starts = new int[count];
            for (int row = from; row < to; row++) {
                int i = row * Tiles.SIZE;
                int used = rowsThatDiffer(difference, i, count, starts);
                for (int j = 0; j < size && used > 0; j += Tiles.SIZE) {
                    tiles.add(starts, used, i, j);
                }
            }
        });
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

    /** Where the rows begin that differ in one of the columns of a tile. */
    private int rowsThatDiffer(double[] difference, int column, int count, int[] starts) {
        int used = 0;
        for (int i = 0; i < count; i++) {
            int at = i * size + column;
            if (difference[at] != 0 || difference[at + 1] != 0 || difference[at + 2] != 0 || difference[at + 3] != 0) {
                starts[used++] = i * size;
            }
        }
        return used;
    }
}
