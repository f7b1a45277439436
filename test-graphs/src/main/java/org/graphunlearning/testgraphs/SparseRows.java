package org.graphunlearning.testgraphs;

import java.util.Arrays;
import java.util.Locale;

/**
 * A sparse matrix by rows, one row per node. Row {@code r} holds the places {@code ptr[r]} up to, not including,
 * {@code ptr[r + 1]} of {@code idx} and {@code val}. A graph without features has no columns and only empty rows, see
 * {@link #none}. Arrays are shared, not copied; do not modify them.
 *
 * @param columns width of the matrix
 * @param ptr where each row begins, one entry more than rows
 * @param idx column of each value, ascending within a row
 * @param val the values, all finite
 */
public record SparseRows(int columns, int[] ptr, int[] idx, float[] val) {
    /** Checks that pointers, columns and values fit each other. */
    public SparseRows {
        if (columns < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "There cannot be %d feature columns.", columns));
        }
        if (ptr.length == 0 || ptr[0] != 0 || ptr[ptr.length - 1] != idx.length || idx.length != val.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Row pointers must lead from 0 to the number of values, %d, with as many columns, %d.",
                    val.length,
                    idx.length));
        }
        for (int row = 0; row + 1 < ptr.length; row++) {
            // The upper bound matters: a later pointer may fall back to the right end.
            if (ptr[row + 1] < ptr[row] || ptr[row + 1] > idx.length) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "Row %d ends before it begins.", row));
            }
            requireRow(row, columns, ptr, idx, val);
        }
    }

    private static void requireRow(int row, int columns, int[] ptr, int[] idx, float[] val) {
        for (int at = ptr[row]; at < ptr[row + 1]; at++) {
            if (idx[at] < 0 || idx[at] >= columns) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "Row %d names a column outside 0..%d.", row, columns - 1));
            }
            if (at > ptr[row] && idx[at] <= idx[at - 1]) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "The columns of row %d do not ascend.", row));
            }
            if (!Float.isFinite(val[at])) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "Row %d holds a value that is not finite.", row));
            }
        }
    }

    /** The features of nodes that have none. */
    public static SparseRows none(int rows) {
        return new SparseRows(0, new int[rows + 1], new int[0], new float[0]);
    }

    /** A matrix whose every stored value is 1. */
    public static SparseRows binary(int columns, int[] ptr, int[] idx) {
        var ones = new float[idx.length];
        Arrays.fill(ones, 1f);
        return new SparseRows(columns, ptr, idx, ones);
    }

    /** One column per row with a single 1 on the diagonal. */
    public static SparseRows identity(int rows) {
        var ptr = new int[rows + 1];
        var idx = new int[rows];
        Arrays.setAll(ptr, row -> row);
        Arrays.setAll(idx, row -> row);
        return binary(rows, ptr, idx);
    }

    /** Number of rows. */
    public int rows() {
        return ptr.length - 1;
    }

    /** Whether every stored value is 1. */
    public boolean isBinary() {
        for (float value : val) {
            if (value != 1f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseRows that
                && columns == that.columns
                && Arrays.equals(ptr, that.ptr)
                && Arrays.equals(idx, that.idx)
                && Arrays.equals(val, that.val);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * columns + Arrays.hashCode(idx)) + Arrays.hashCode(val);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "SparseRows[rows=%d, columns=%d, values=%d]", rows(), columns, idx.length);
    }
}
