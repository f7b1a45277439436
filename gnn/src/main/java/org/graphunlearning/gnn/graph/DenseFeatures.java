package org.graphunlearning.gnn.graph;

import java.util.Arrays;

/**
 * Dense feature rows: embeddings, scalars.
 *
 * @param columns width of a feature vector, at least 1
 * @param values row-major, {@code rows * columns} finite values
 */
public record DenseFeatures(int columns, float[] values) implements Features {
    /** Checks shape and finiteness. */
    public DenseFeatures {
        if (columns < 1 || values.length % columns != 0) {
            throw new IllegalArgumentException(values.length + " feature values do not fill rows of " + columns + ".");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Float.isFinite(values[k])) {
                throw new IllegalArgumentException("Row " + k / columns + " has a feature value that is not finite.");
            }
        }
    }

    @Override
    public int rows() {
        return values.length / columns;
    }

    @Override
    public DenseFeatures select(int[] rows) {
        var out = new float[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * columns, out, i * columns, columns);
        }
        return new DenseFeatures(columns, out);
    }

    @Override
    public DenseFeatures withZeroed(int[] rows, int[][] cells) {
        var out = values.clone();
        for (int i = 0; i < rows.length; i++) {
            int start = rows[i] * columns;
            if (cells[i].length == 0) {
                Arrays.fill(out, start, start + columns, 0f);
            }
            for (int column : cells[i]) {
                out[start + column] = 0f;
            }
        }
        return new DenseFeatures(columns, out);
    }
}
