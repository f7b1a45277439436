package org.graphunlearning.verify.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best question of every node of one level in one pass over all columns. Zeros are not stored: what a node has more than a
 * column lists of it is put between its negative and its positive values.
 */
final class RawSplits {
    private static final double SAME =
            1e-7; // values closer than this are not told apart, as in the published code's library

    private final SortedColumns columns;
    private final Places places;
    private final int first;
    private final int classes;
    private final @Nullable RawSplit[] best;
    private final boolean[] open;
    private final int[] listed;
    private final int[] low;
    private final double[] last;
    private final boolean[] zerosDone;

    RawSplits(SortedColumns columns, Places places, int depth) {
        this.columns = columns;
        this.places = places;
        this.first = 1 << depth;
        this.classes = places.classes();
        this.best = new RawSplit[first];
        this.open = new boolean[first];
        this.listed = new int[first * classes];
        this.low = new int[first * classes];
        this.last = new double[first];
        this.zerosDone = new boolean[first];
        for (int k = 0; k < first; k++) {
            open[k] = places.mixed(first + k);
        }
    }

    /** Per node of the level its question; null where all examples agree, or no column tells any two apart. */
    @Nullable
    RawSplit[] best() {
        for (int column = 0; column < columns.columns(); column++) {
            scan(column, columns.ptr()[column], columns.ptr()[column + 1]);
        }
        return best;
    }

    private void scan(int column, int from, int to) {
        Arrays.fill(listed, 0);
        Arrays.fill(low, 0);
        Arrays.fill(last, Double.NaN);
        Arrays.fill(zerosDone, false);
        for (int entry = from; entry < to; entry++) {
            int k = place(entry);
            if (k >= 0) {
                listed[k * classes + places.answer(columns.row(entry))]++;
            }
        }
        for (int entry = from; entry < to; entry++) {
            int k = place(entry);
            if (k >= 0) {
                float value = columns.value(entry);
                if (value > 0) {
                    addZeros(column, k);
                }
                ask(column, k, value);
                low[k * classes + places.answer(columns.row(entry))]++;
                last[k] = value;
            }
        }
        for (int k = 0; k < first; k++) {
            if (open[k] && !Double.isNaN(last[k])) {
                addZeros(column, k);
            }
        }
    }

    /** Which node of the level an entry is in; -1 for none that is to be split. */
    private int place(int entry) {
        int k = places.node(columns.row(entry)) - first;
        return k >= 0 && open[k] ? k : -1;
    }

    private void addZeros(int column, int k) {
        if (zerosDone[k]) {
            return;
        }
        zerosDone[k] = true;
        int zeros = 0;
        for (int c = 0; c < classes; c++) {
            zeros += places.count(first + k, c) - listed[k * classes + c];
        }
        if (zeros > 0) {
            ask(column, k, 0);
            for (int c = 0; c < classes; c++) {
                low[k * classes + c] += places.count(first + k, c) - listed[k * classes + c];
            }
            last[k] = 0;
        }
    }

    /** Between the values so far and the next one. */
    private void ask(int column, int k, double value) {
        if (Double.isNaN(last[k]) || value <= last[k] + SAME) {
            return;
        }
        double purity = purity(k);
        var known = best[k];
        if (known == null || purity > known.purity()) {
            double half = last[k] / 2 + value / 2;
            best[k] = new RawSplit(column, half < value ? half : last[k], purity);
        }
    }

    private double purity(int k) {
        long lows = 0;
        long highs = 0;
        long lowSquares = 0;
        long highSquares = 0;
        for (int c = 0; c < classes; c++) {
            long below = low[k * classes + c];
            long above = places.count(first + k, c) - below;
            lows += below;
            highs += above;
            lowSquares += below * below;
            highSquares += above * above;
        }
        return (double) lowSquares / lows + (double) highSquares / highs;
    }
}
