package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;

/**
 * By how much rows of Z differ between two graphs, by columns. Rows are rounded, so those far from an edit differ in few columns.
 *
 * @param ptr where the entries of each column begin
 * @param row the row of each entry
 * @param value after minus before
 */
record SparseDifference(int[] ptr, int[] row, double[] value) {
    private static final int AT_ONCE = 4;

    /** By how much vector instructions shorten a row. */
    private static final int VECTOR_GAIN = 2;

    /**
     * The entries of {@code after - before} that are not 0.
     *
     * @param before rows of {@code size}
     * @param after rows of {@code size}
     * @param size width of a row
     */
    static SparseDifference of(double[][] before, double[][] after, int size, Compute compute) {
        var columns = new int[before.length][];
        compute.rows(before.length, (long) before.length * size, (from, to) -> {
            var found = new int[size];
            for (int r = from; r < to; r++) {
                columns[r] = Arrays.copyOf(found, differing(before[r], after[r], found));
            }
        });
        var ptr = new int[size + 1];
        for (int[] row : columns) {
            for (int c : row) {
                ptr[c + 1]++;
            }
        }
        for (int c = 0; c < size; c++) {
            ptr[c + 1] += ptr[c];
        }
        var cursor = ptr.clone();
        var row = new int[ptr[size]];
        var value = new double[row.length];
        for (int r = 0; r < columns.length; r++) {
            for (int c : columns[r]) {
                row[cursor[c]] = r;
                value[cursor[c]++] = after[r][c] - before[r][c];
            }
        }
        return new SparseDifference(ptr, row, value);
    }

    /** Writes down the columns in which two rows differ, ascending, without a branch; returns how many. */
    private static int differing(double[] before, double[] after, int[] out) {
        int at = 0;
        for (int c = 0; c < out.length; c++) {
            out[at] = c;
            at += before[c] != after[c] ? 1 : 0;
        }
        return at;
    }

    /**
     * {@code D^T S}, size x size.
     *
     * @param s rows that are arrays of their own, as those of the result are: loops over plain indices are what the JIT vectorises
     */
    double[][] transposedTimes(double[][] s, Compute compute) {
        int size = ptr.length - 1;
        var out = new double[size][size];
        compute.rows(ptr, size / VECTOR_GAIN, (from, to) -> {
            for (int column = from; column < to; column++) {
                int k = ptr[column];
                for (; k + AT_ONCE <= ptr[column + 1]; k += AT_ONCE) {
                    addFour(k, s, out[column]);
                }
                for (; k < ptr[column + 1]; k++) {
                    addOne(value[k], s[row[k]], out[column]);
                }
            }
        });
        return out;
    }

    private void addFour(int k, double[][] s, double[] out) {
        double v0 = value[k];
        double v1 = value[k + 1];
        double v2 = value[k + 2];
        double v3 = value[k + 3];
        double[] s0 = s[row[k]];
        double[] s1 = s[row[k + 1]];
        double[] s2 = s[row[k + 2]];
        double[] s3 = s[row[k + 3]];
        for (int j = 0; j < out.length; j++) {
            double sum = Math.fma(v1, s1[j], Math.fma(v0, s0[j], out[j]));
            out[j] = Math.fma(v3, s3[j], Math.fma(v2, s2[j], sum));
        }
    }

    private static void addOne(double value, double[] s, double[] out) {
        for (int j = 0; j < out.length; j++) {
            out[j] = Math.fma(value, s[j], out[j]);
        }
    }
}
