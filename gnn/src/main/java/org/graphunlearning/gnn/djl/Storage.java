package org.graphunlearning.gnn.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.FloatPointer;
import org.graphunlearning.gnn.compute.NativeLibrary;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where the values of an array lie. Bytes are in native order, row-major, from 0 to the limit. */
sealed interface Storage extends AutoCloseable {
    /** A copy of the values. */
    ByteBuffer read();

    /** Takes other values of the same size. */
    void write(ByteBuffer bytes);

    @Override
    default void close() {}

    /** ND4J for floats where it loads, otherwise the heap. The bytes are taken over. */
    static Storage of(ByteBuffer bytes, Shape shape, DataType type) {
        if (type != DataType.FLOAT32 || bytes.limit() == 0 || !NativeLibrary.isLoaded()) {
            return new OnHeap(bytes);
        }
        var out = new OfNd4j(Nd4j.createUninitialized(
                org.nd4j.linalg.api.buffer.DataType.FLOAT, shape.dimension() == 0 ? new long[] {1} : shape.getShape()));
        out.write(bytes);
        return out;
    }

    /**
     * Any type.
     *
     * @param bytes the values
     */
    record OnHeap(ByteBuffer bytes) implements Storage {
        @Override
        public ByteBuffer read() {
            return copy(bytes.duplicate());
        }

        @Override
        public void write(ByteBuffer from) {
            bytes.duplicate().put(from.duplicate());
        }
    }

    /**
     * Floats outside the heap.
     *
     * @param array the values
     */
    record OfNd4j(INDArray array) implements Storage {
        @Override
        public ByteBuffer read() {
            var values = new float[Math.toIntExact(array.length())];
            ((FloatPointer) array.data().pointer()).get(values);
            return bytes(values);
        }

        @Override
        public void write(ByteBuffer from) {
            ((FloatPointer) array.data().pointer()).put(floats(from));
        }

        @Override
        public void close() {
            array.close();
        }
    }

    /**
     * The values of a model's parameter, not a copy; closing leaves them.
     *
     * @param tensor the parameter
     */
    record OfParameter(ParamTensor tensor) implements Storage {
        @Override
        public ByteBuffer read() {
            return bytes(tensor.host());
        }

        @Override
        public void write(ByteBuffer from) {
            tensor.assign(floats(from));
        }
    }

    private static ByteBuffer copy(ByteBuffer from) {
        return ByteBuffer.allocate(from.remaining())
                .order(ByteOrder.nativeOrder())
                .put(from)
                .rewind();
    }

    private static float[] floats(ByteBuffer bytes) {
        var out = new float[bytes.remaining() / Float.BYTES];
        bytes.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().get(out);
        return out;
    }

    /** Floats as bytes. */
    static ByteBuffer bytes(float[] values) {
        var out = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        out.asFloatBuffer().put(values);
        return out;
    }
}
