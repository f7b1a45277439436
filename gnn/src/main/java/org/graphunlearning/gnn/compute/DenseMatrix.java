package org.graphunlearning.gnn.compute;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row-major matrix on the heap with a lazily refreshed copy in an {@link INDArray}, so that a constant left factor
 * (dense features) is copied to native memory once and not per product. Not thread-safe.
 */
public final class DenseMatrix implements AutoCloseable {
    private final int rows;
    private final int columns;
    private float[] values;
    private boolean stale = true;
    private @Nullable INDArray copy;
    private @Nullable INDArray scratch;

    /** A matrix over {@code values}, which is shared; call {@link #changed} after writing to it. */
    public DenseMatrix(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** The values, row-major. */
    public float[] values() {
        return values;
    }

    /** Looks at other values of the same shape from now on. */
    public void changed(float[] newValues) {
        values = newValues;
        stale = true;
    }

    /** {@code out = this B}. */
    public void times(Compute compute, Panel b, float[] out) {
        compute.dense().multiply(compute, this, b, out);
    }

    /** {@code out = this^T G}. */
    public void transposedTimes(Compute compute, Panel g, float[] out) {
        compute.dense().multiplyTransposed(compute, this, g, out);
    }

    Panel panel() {
        return Panel.of(values, columns);
    }

    FloatPointer pointer() {
        var array = copy;
        if (array == null) {
            array = Nd4j.createUninitialized(DataType.FLOAT, rows, columns);
            copy = array;
        }
        var pointer = (FloatPointer) array.data().pointer();
        if (stale) {
            pointer.put(values, 0, rows * columns);
            stale = false;
        }
        return pointer;
    }

    /** Native scratch memory of at least {@code length} floats, kept for the next call. */
    FloatPointer scratch(long length) {
        var array = scratch;
        if (array == null || array.length() < length) {
            if (array != null) {
                array.close();
            }
            array = Nd4j.createUninitialized(DataType.FLOAT, length);
            scratch = array;
        }
        return (FloatPointer) array.data().pointer();
    }

    /** Frees the native copies; the heap values stay. */
    @Override
    public void close() {
        if (copy != null) {
            copy.close();
            copy = null;
        }
        if (scratch != null) {
            scratch.close();
            scratch = null;
        }
        stale = true;
    }
}
