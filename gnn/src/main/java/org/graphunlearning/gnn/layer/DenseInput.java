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
    private float[] mask = new float[0];
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
            drop(compute, dropout);
            matrix.changed(dropped);
        }
        fresh = false;
    }

    private void drop(Compute compute, Dropout dropout) {
        if (mask.length > 0) {
            draw(compute, dropout);
            multiply(compute, plain, dropped);
            return;
        }
        int columns = columns();
        compute.rows(rows(), rows() * 4L * columns, (from, to) -> {
            for (int row = from; row < to; row++) {
                int node = dropout.node(keys[row]);
                int start = row * columns;
                for (int c = 0; c < columns; c++) {
                    dropped[start + c] = plain[start + c] * dropout.factor(node, c);
                }
            }
        });
    }

    private void draw(Compute compute, Dropout dropout) {
        int columns = columns();
        compute.rows(rows(), rows() * 4L * columns, (from, to) -> {
            for (int row = from; row < to; row++) {
                int node = dropout.node(keys[row]);
                int start = row * columns;
                for (int c = 0; c < columns; c++) {
                    mask[start + c] = dropout.factor(node, c);
                }
            }
        });
    }

    private void multiply(Compute compute, float[] values, float[] out) {
        compute.rows(values.length, values.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = values[i] * mask[i];
            }
        });
    }

    /**
     * {@code values *= mask}, with the mask of the last {@link #prepare}. Only inputs whose gradient somebody wants are asked, so the
     * mask, which takes as much memory as the values, is kept from the first time on; a solver comes back to it for every product.
     */
    void scale(Compute compute, Dropout dropout, float[] values) {
        if (mask.length == 0 && values.length > 0) {
            mask = new float[values.length];
            draw(compute, dropout);
        }
        multiply(compute, values, values);
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
