package org.graphunlearning.gnn.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/** Makes and owns arrays; closing it closes them. */
public class GnnNDManager extends BaseNDManager {
    /** The root of all managers: it owns nothing, and what is detached belongs to it. */
    static final GnnNDManager ROOT = new Root();

    private GnnNDManager(@Nullable NDManager parent) {
        super(parent, Device.cpu());
    }

    @Override
    public Engine getEngine() {
        return GnnEngine.INSTANCE;
    }

    @Override
    public ByteBuffer allocateDirect(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }

    @Override
    public NDArray from(NDArray array) {
        if (array == null || array instanceof GnnNDArray) {
            return array;
        }
        return create(array.toByteBuffer(), array.getShape(), array.getDataType());
    }

    @Override
    public GnnNDArray create(Buffer data, Shape shape, DataType type) {
        var bytes = ByteBuffer.allocate(Math.toIntExact(shape.size() * type.getNumOfBytes()))
                .order(ByteOrder.nativeOrder());
        copyBuffer(data, bytes);
        return attached(shape, type, Storage.of(bytes.rewind(), shape, type));
    }

    @Override
    public GnnNDArray create(Shape shape, DataType type) {
        int size = Math.toIntExact(shape.size() * type.getNumOfBytes());
        return attached(shape, type, Storage.of(ByteBuffer.allocate(size).order(ByteOrder.nativeOrder()), shape, type));
    }

    @Override
    public NDArray zeros(Shape shape, DataType type) {
        return create(shape, type);
    }

    /** A view of a parameter: reads and writes go to the tensor itself. */
    final GnnNDArray view(ParamTensor tensor) {
        var shape = new Shape(tensor.rows(), tensor.columns());
        var array = attached(shape, DataType.FLOAT32, new Storage.OfParameter(tensor));
        array.setName(tensor.name());
        return array;
    }

    private GnnNDArray attached(Shape shape, DataType type, Storage storage) {
        var array = new GnnNDArray(this, shape, type, storage);
        attachInternal(array.getUid(), array);
        return array;
    }

    @Override
    public GnnNDManager newSubManager() {
        return newSubManager(device);
    }

    @Override
    public GnnNDManager newSubManager(@Nullable Device device) {
        var manager = new GnnNDManager(this);
        attachUncappedInternal(manager.uid, manager);
        return manager;
    }

    private static final class Root extends GnnNDManager implements SystemNDManager {
        private Root() {
            super(null);
        }

        @Override
        public void attachInternal(String resource, AutoCloseable... owned) {}

        @Override
        public void attachUncappedInternal(String resource, AutoCloseable owned) {}

        @Override
        public void detachInternal(String resource) {}
    }
}
