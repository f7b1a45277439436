package org.graphunlearning.verify.explain;

import org.graphunlearning.gnn.tensor.ParamTensor;

/** A small matrix in double precision, row-major, not to be written to. */
record Matrix(int rows, int columns, double[] values) {
    static Matrix of(ParamTensor parameter) {
        return new Matrix(parameter.rows(), parameter.columns(), widened(parameter.host()));
    }

    static double[] widened(float[] values) {
        var out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    /** {@code left M} for as many rows as {@code left} holds. */
    double[] times(double[] left) {
        int count = left.length / rows;
        var out = new double[count * columns];
        for (int i = 0; i < count; i++) {
            for (int r = 0; r < rows; r++) {
                addRow(r, left[i * rows + r], out, i * columns);
            }
        }
        return out;
    }

    /** {@code out[at...] += factor * row r}. */
    void addRow(int r, double factor, double[] out, int at) {
        if (factor == 0) {
            return; // half of a hidden row after ReLU
        }
        int start = r * columns;
        for (int c = 0; c < columns; c++) {
            out[at + c] += factor * values[start + c];
        }
    }

    /** {@code left M^T}. */
    double[] timesTransposed(double[] left) {
        int count = left.length / columns;
        var out = new double[count * rows];
        for (int i = 0; i < count; i++) {
            for (int r = 0; r < rows; r++) {
                out[i * rows + r] = dotRow(r, left, i * columns);
            }
        }
        return out;
    }

    /** Inner product of row {@code r} with {@code other[at...]}. */
    double dotRow(int r, double[] other, int at) {
        return Block.of(values, columns).dot(r, other, at);
    }
}
