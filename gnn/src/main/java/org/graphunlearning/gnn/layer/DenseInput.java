package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.DenseMatrix;
import org.graphunlearning.gnn.compute.Panel;

/** Dense features or the activations of the layer before. */
final class DenseInput implements LayerInput {
    private final DenseMatrix matrix;
    private final long[] keys;
    private float[] plain;
    private final float[] dropped;
    private boolean off = true;
    private boolean fresh = true;

    /**
     * An input over {@code values}, which is shared.
     *
     * @param keys node key of each row
     * @param columns width of a row
     * @param mayDrop whether a pass can have dropout; without it no copy is kept
     */
    DenseInput(float[] values, long[] keys, int columns, boolean mayDrop) {
        this.plain = values;
        this.keys = keys;
        this.dropped = new float[mayDrop ? values.length : 0];
        this.matrix = new DenseMatrix(keys.length, columns, values);
    }

    /** Reads other values from the next {@link #prepare} on: the same array, written again, or another of its shape. */
    void changed(float[] values) {
        plain = values;
        fresh = true;
    }

    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int columns() {
        return matrix.columns();
    }

    @Override
    public void prepare(Compute compute, Dropout dropout) {
        boolean wasOff = off;
        off = dropout.isOff();
        if (off) {
            if (fresh || !wasOff) {
                matrix.changed(plain);
            }
        } else {
            scale(compute, dropout, plain, dropped);
            matrix.changed(dropped);
        }
        fresh = false;
    }

    /** {@code out = values * mask}, with the mask of a pass over this input's rows. */
    void scale(Compute compute, Dropout dropout, float[] values, float[] out) {
        int columns = columns();
        compute.rows(rows(), rows() * 4L * columns, (from, to) -> {
            for (int row = from; row < to; row++) {
                int node = dropout.node(keys[row]);
                int start = row * columns;
                for (int c = 0; c < columns; c++) {
                    out[start + c] = values[start + c] * dropout.factor(node, c);
                }
            }
        });
    }

    @Override
    public void times(Compute compute, Panel w, float[] out) {
        matrix.times(compute, w, out);
    }

    @Override
    public void transposedTimes(Compute compute, Panel g, float[] out) {
        matrix.transposedTimes(compute, g, out);
    }
}
