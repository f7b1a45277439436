package org.graphunlearning.gnn.linear;

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

    /**
     * The entries of {@code after - before} that are not 0.
     *
     * @param size width of a row
     */
    static SparseDifference of(double[] before, double[] after, int size) {
        var ptr = new int[size + 1];
        for (int start = 0; start < before.length; start += size) {
            for (int c = 0; c < size; c++) {
                ptr[c + 1] += before[start + c] != after[start + c] ? 1 : 0;
            }
        }
        for (int c = 0; c < size; c++) {
            ptr[c + 1] += ptr[c];
        }
        var cursor = ptr.clone();
        var row = new int[ptr[size]];
        var value = new double[row.length];
        for (int start = 0, r = 0; start < before.length; start += size, r++) {
            for (int c = 0; c < size; c++) {
                if (before[start + c] != after[start + c]) {
                    row[cursor[c]] = r;
                    value[cursor[c]++] = after[start + c] - before[start + c];
                }
            }
        }
        return new SparseDifference(ptr, row, value);
    }

    /** {@code D^T S}, size x size, with S rows x size. */
    double[] transposedTimes(double[] s, Compute compute) {
        int size = ptr.length - 1;
        var out = new double[size * size];
        compute.rows(ptr, size, (from, to) -> {
            for (int column = from; column < to; column++) {
                int k = ptr[column];
                for (; k + AT_ONCE <= ptr[column + 1]; k += AT_ONCE) {
                    addFour(k, s, out, column * size, size);
                }
                for (; k < ptr[column + 1]; k++) {
                    addOne(value[k], s, row[k] * size, out, column * size, size);
                }
            }
        });
        return out;
    }

    private void addFour(int k, double[] s, double[] out, int at, int size) {
        double v0 = value[k];
        double v1 = value[k + 1];
        double v2 = value[k + 2];
        double v3 = value[k + 3];
        int s0 = row[k] * size;
        int s1 = row[k + 1] * size;
        int s2 = row[k + 2] * size;
        int s3 = row[k + 3] * size;
        for (int j = 0; j < size; j++) {
            double sum = Math.fma(v1, s[s1 + j], Math.fma(v0, s[s0 + j], out[at + j]));
            out[at + j] = Math.fma(v3, s[s3 + j], Math.fma(v2, s[s2 + j], sum));
        }
    }

    private static void addOne(double value, double[] s, int from, double[] out, int at, int size) {
        for (int j = 0; j < size; j++) {
            out[at + j] = Math.fma(value, s[from + j], out[at + j]);
        }
    }
}
