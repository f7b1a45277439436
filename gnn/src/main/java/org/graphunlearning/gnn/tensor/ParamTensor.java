package org.graphunlearning.gnn.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.compute.NativeLibrary;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One named parameter matrix, rows x columns, row-major, with its gradient.
 *
 * <p>Kernels read and write the heap arrays {@link #host()} and {@link #gradient()}; algebra on parameters reads
 * {@link #value()}, an {@link INDArray} refreshed from the heap on access, and hands results back with {@link #assign}.
 * Copying at this boundary costs little; kernels over native buffers would be slower throughout. Not
 * thread-safe.
 */
public final class ParamTensor {
    private final String name;
    private final int rows;
    private final int columns;
    private final float[] host;
    private final float[] gradient;
    private @Nullable INDArray value;

    /** A parameter of zeros. */
    public ParamTensor(String name, int rows, int columns) {
        this.name = name;
        this.rows = rows;
        this.columns = columns;
        this.host = new float[Math.multiplyExact(rows, columns)];
        this.gradient = new float[host.length];
    }

    /**
     * Glorot and Bengio's uniform initialisation (2010), each entry drawn from (purpose, index).
     *
     * @param fanIn values that feed one output
     * @param fanOut outputs one value feeds
     */
    public ParamTensor glorot(long purpose, int fanIn, int fanOut) {
        double bound = Math.sqrt(6.0 / (fanIn + fanOut));
        for (int i = 0; i < host.length; i++) {
            host[i] = (float) ((2 * CounterRng.uniform(purpose, i) - 1) * bound);
        }
        return this;
    }

    /** Name inside its model, e.g. {@code layer0.weight}. */
    public String name() {
        return name;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Number of entries. */
    public int length() {
        return host.length;
    }

    /** The values kernels read, row-major; whoever writes here owns the model. */
    public float[] host() {
        return host;
    }

    /** The gradient kernels write, row-major. */
    public float[] gradient() {
        return gradient;
    }

    /** Sets the gradient to zero. */
    public void clearGradient() {
        Arrays.fill(gradient, 0f);
    }

    /** Takes new values, row-major. */
    public void assign(float[] values) {
        if (values.length != host.length) {
            throw new IllegalArgumentException(
                    "Parameter " + name + " has " + host.length + " entries, not " + values.length + ".");
        }
        System.arraycopy(values, 0, host, 0, host.length);
    }

    /** Takes new values from an ND4J array of the same shape. */
    public void assign(INDArray values) {
        assign(values.dup('c').data().asFloat());
    }

    /**
     * The values as an ND4J array, rows x columns, refreshed from the heap by each call; changes to it stay in it.
     *
     * @throws IllegalStateException where no native library loads
     */
    public INDArray value() {
        if (!NativeLibrary.isLoaded()) {
            throw new IllegalStateException("ND4J does not load on this platform; read the heap values instead.");
        }
        var array = value;
        if (array == null) {
            array = Nd4j.createUninitialized(DataType.FLOAT, rows, columns);
            value = array;
        }
        ((FloatPointer) array.data().pointer()).put(host, 0, host.length);
        return array;
    }

    /** A copy of name, shape and values, with a gradient of zeros. */
    public ParamTensor copy() {
        var out = new ParamTensor(name, rows, columns);
        out.assign(host);
        return out;
    }
}
