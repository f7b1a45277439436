package org.graphunlearning.gnn.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/**
 * An array that carries values between callers, blocks and files. It does no arithmetic beyond what serving needs: layers
 * compute on their own arrays.
 */
public final class GnnNDArray extends NDArrayAdapter {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Storage storage;
    private boolean requiresGradient;

    /** The caller attaches the array. */
    GnnNDArray(NDManager manager, Shape shape, DataType type, Storage storage) {
        super(manager, null, shape, type, NDManager.nextUid());
        this.storage = storage;
    }

    /** The parameter this array is a view of, or {@code null}. */
    @Nullable
    ParamTensor parameter() {
        return storage instanceof Storage.OfParameter view ? view.tensor() : null;
    }

    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        requireOpen();
        return storage.read();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("The array has been closed.");
        }
    }

    /** Takes the other array's values; a view of a parameter writes them through. */
    @Override
    public void intern(NDArray replaced) {
        requireOpen();
        if (!replaced.getShape().equals(getShape()) || replaced.getDataType() != getDataType()) {
            throw new IllegalArgumentException("An array of shape " + getShape()
                    + " cannot take the values of one of shape " + replaced.getShape() + ".");
        }
        storage.write(replaced.toByteBuffer());
    }

    @Override
    public NDArray duplicate() {
        var out = manager.create(toByteBuffer(), getShape(), getDataType());
        out.setName(getName());
        return out;
    }

    @Override
    public NDArray reshape(Shape shape) {
        long known = 1;
        for (long dimension : shape.getShape()) {
            known *= dimension < 0 ? 1 : dimension;
        }
        var full = new long[shape.dimension()];
        for (int d = 0; d < full.length; d++) {
            full[d] = shape.get(d) >= 0 ? shape.get(d) : known == 0 ? 0 : size() / known;
        }
        var target = new Shape(full);
        if (target.size() != size()) {
            throw new IllegalArgumentException("Shape " + getShape() + " cannot become " + shape + ".");
        }
        return manager.create(toByteBuffer(), target, getDataType());
    }

    /** One value, by as many indices as there are dimensions. */
    @Override
    public NDArray getScalar(long... indices) {
        if (indices.length != getShape().dimension()) {
            throw new IllegalArgumentException(
                    indices.length + " indices do not name one value of shape " + getShape() + ".");
        }
        long at = 0;
        for (int d = 0; d < indices.length; d++) {
            at = at * getShape().get(d)
                    + Objects.checkIndex(indices[d], getShape().get(d));
        }
        int size = getDataType().getNumOfBytes();
        var value = toByteBuffer().slice(Math.toIntExact(at * size), size).order(ByteOrder.nativeOrder());
        return manager.create(value, new Shape(), getDataType());
    }

    @Override
    public NDArray argMax() {
        var values = toFloatArray();
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return manager.create((long) best);
    }

    @Override
    public void setRequiresGradient(boolean wanted) {
        requiresGradient = wanted;
    }

    @Override
    public boolean hasGradient() {
        return requiresGradient && parameter() != null;
    }

    /** A copy of the gradient that the last backward pass left at the parameter. */
    @Override
    public NDArray getGradient() {
        var tensor = parameter();
        if (tensor == null) {
            throw new IllegalStateException("Only the arrays of parameters have gradients.");
        }
        return manager.create(tensor.gradient(), getShape());
    }

    @Override
    public void detach() {
        manager.detachInternal(getUid());
        manager = GnnNDManager.ROOT;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            storage.close();
            manager.detachInternal(getUid());
        }
    }
}
