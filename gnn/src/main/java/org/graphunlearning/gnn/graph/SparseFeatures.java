package org.graphunlearning.gnn.graph;

import java.util.Arrays;

/**
 * Sparse feature rows (CSR): bag-of-words, one-hot, identity.
 *
 * @param columns width of a feature vector, at least 1
 * @param ptr row starts, length {@code rows + 1}
 * @param idx columns of the stored values, strictly ascending inside a row, in {@code [0, columns)}
 * @param val stored values, finite
 */
public record SparseFeatures(int columns, int[] ptr, int[] idx, float[] val) implements Features {
    /** Checks shape, order, range and finiteness in one pass. */
    public SparseFeatures {
        if (columns < 1) {
            throw new IllegalArgumentException("A feature vector needs at least one column, not " + columns + ".");
        }
        if (ptr.length == 0 || ptr[0] != 0 || ptr[ptr.length - 1] != idx.length || idx.length != val.length) {
            throw new IllegalArgumentException("Feature rows, columns and values differ in length.");
        }
        for (int row = 0; row + 1 < ptr.length; row++) {
            checkRow(row, columns, ptr, idx, val);
        }
    }

    private static void checkRow(int row, int columns, int[] ptr, int[] idx, float[] val) {
        int previous = -1;
        for (int k = ptr[row]; k < ptr[row + 1]; k++) {
            if (idx[k] <= previous || idx[k] >= columns) {
                throw new IllegalArgumentException(
                        "Feature columns of row " + row + " must ascend and lie in [0, " + columns + ").");
            }
            if (!Float.isFinite(val[k])) {
                throw new IllegalArgumentException("Row " + row + " has a feature value that is not finite.");
            }
            previous = idx[k];
        }
    }

    @Override
    public int rows() {
        return ptr.length - 1;
    }

    @Override
    public SparseFeatures select(int[] rows) {
        var newPtr = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            newPtr[i + 1] = newPtr[i] + ptr[rows[i] + 1] - ptr[rows[i]];
        }
        var newIdx = new int[newPtr[rows.length]];
        var newVal = new float[newIdx.length];
        for (int i = 0; i < rows.length; i++) {
            int length = newPtr[i + 1] - newPtr[i];
            System.arraycopy(idx, ptr[rows[i]], newIdx, newPtr[i], length);
            System.arraycopy(val, ptr[rows[i]], newVal, newPtr[i], length);
        }
        return new SparseFeatures(columns, newPtr, newIdx, newVal);
    }

    @Override
    public SparseFeatures withZeroed(int[] rows, int[][] cells) {
        var drop = new boolean[idx.length];
        for (int i = 0; i < rows.length; i++) {
            if (cells[i].length == 0) {
                Arrays.fill(drop, ptr[rows[i]], ptr[rows[i] + 1], true);
            }
            for (int column : cells[i]) {
                int at = Arrays.binarySearch(idx, ptr[rows[i]], ptr[rows[i] + 1], column);
                if (at >= 0) {
                    drop[at] = true;
                }
            }
        }
        var newPtr = new int[ptr.length];
        var newIdx = new int[idx.length];
        var newVal = new float[idx.length];
        int length = 0;
        for (int row = 0; row < rows(); row++) {
            for (int k = ptr[row]; k < ptr[row + 1]; k++) {
                if (!drop[k]) {
                    newIdx[length] = idx[k];
                    newVal[length++] = val[k];
                }
            }
            newPtr[row + 1] = length;
        }
        return new SparseFeatures(columns, newPtr, Arrays.copyOf(newIdx, length), Arrays.copyOf(newVal, length));
    }
}
