package org.graphunlearning.gnn.sidecar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a sidecar, big-endian:
 *
 * <pre>
 * int     number of checkpoints   each: int epoch, int number of parameters, each parameter: floats value, floats first moment,
 *                                 floats second moment
 * byte    has a ridge state       int columns, int classes, long rows, doubles gram, doubles cross
 * byte    has a logistic state    int columns, int classes, int round, doubles weights, doubles noise, doubles spent
 * byte    has operators           int number of layers, each: int width, floats matrix, longs nodes; then longs endpoints,
 *                                 longs altered
 * int     requests, double shift, long forgotten training nodes
 * </pre>
 *
 * An array is an int length and its elements; lengths are checked against the bytes that are left. The hash is the model's.
 */
public final class SidecarCodec {
    private SidecarCodec() {}

    /** The bytes of a sidecar. */
    public static byte[] encode(Sidecar sidecar) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writeCheckpoints(out, sidecar);
            writeRidge(out, sidecar.ridge());
            writeLogistic(out, sidecar.logistic());
            writeOperators(out, sidecar.operators());
            out.writeInt(sidecar.drift().requests());
            out.writeDouble(sidecar.drift().shift());
            out.writeLong(sidecar.drift().forgottenTrainingNodes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from an array
        }
        return bytes.toByteArray();
    }

    private static void writeCheckpoints(DataOutputStream out, Sidecar sidecar) throws IOException {
        out.writeInt(sidecar.checkpoints().size());
        for (var checkpoint : sidecar.checkpoints()) {
            out.writeInt(checkpoint.epoch());
            out.writeInt(checkpoint.parameters().size());
            for (int p = 0; p < checkpoint.parameters().size(); p++) {
                writeFloats(out, checkpoint.parameters().get(p));
                writeFloats(out, checkpoint.first().get(p));
                writeFloats(out, checkpoint.second().get(p));
            }
        }
    }

    private static void writeRidge(DataOutputStream out, @Nullable RidgeState state) throws IOException {
        out.writeBoolean(state != null);
        if (state != null) {
            out.writeInt(state.columns());
            out.writeInt(state.classes());
            out.writeLong(state.rows());
            writeDoubles(out, state.gram());
            writeDoubles(out, state.cross());
        }
    }

    private static void writeLogistic(DataOutputStream out, @Nullable LogisticState state) throws IOException {
        out.writeBoolean(state != null);
        if (state != null) {
            out.writeInt(state.columns());
            out.writeInt(state.classes());
            out.writeInt(state.round());
            writeDoubles(out, state.weights());
            writeDoubles(out, state.noise());
            writeDoubles(out, state.spent());
        }
    }

    private static void writeOperators(DataOutputStream out, @Nullable DeletionOperators operators) throws IOException {
        out.writeBoolean(operators != null);
        if (operators != null) {
            out.writeInt(operators.layers().size());
            for (var layer : operators.layers()) {
                out.writeInt(layer.width());
                writeFloats(out, layer.matrix());
                writeLongs(out, layer.nodes());
            }
            writeLongs(out, operators.endpoints());
            writeLongs(out, operators.altered());
        }
    }

    /**
     * The sidecar of some bytes.
     *
     * @throws IllegalArgumentException when they end too early, go on too long or contradict themselves
     */
    public static Sidecar decode(byte[] bytes) {
        return decode(bytes, true);
    }

    /**
     * The same.
     *
     * @param withMoments whether checkpoints hold moments; those that do not are left out, for a training cannot run on from them
     */
    public static Sidecar decode(byte[] bytes, boolean withMoments) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var sidecar = read(in, withMoments);
            if (in.available() > 0) {
                throw new IllegalArgumentException("The model is damaged: its sidecar goes on too long.");
            }
            return sidecar;
        } catch (IOException e) {
            throw new IllegalArgumentException("The model is damaged: its sidecar ends too early.");
        }
    }

    private static Sidecar read(DataInputStream in, boolean withMoments) throws IOException {
        var checkpoints = readCheckpoints(in, withMoments);
        var ridge = in.readBoolean() ? readRidge(in) : null;
        var logistic = in.readBoolean() ? readLogistic(in) : null;
        var operators = in.readBoolean() ? readOperators(in) : null;
        var drift = new Drift(in.readInt(), in.readDouble(), in.readLong());
        return new Sidecar(checkpoints, ridge, logistic, operators, drift);
    }

    private static List<Checkpoint> readCheckpoints(DataInputStream in, boolean withMoments) throws IOException {
        var out = new ArrayList<Checkpoint>();
        int count = length(in, 1);
        for (int i = 0; i < count; i++) {
            int epoch = in.readInt();
            var parts = List.of(new ArrayList<float[]>(), new ArrayList<float[]>(), new ArrayList<float[]>());
            int size = length(in, 1);
            for (int p = 0; p < size; p++) {
                for (var part : withMoments ? parts : parts.subList(0, 1)) {
                    part.add(readFloats(in));
                }
            }
            if (withMoments) {
                out.add(new Checkpoint(epoch, parts.get(0), parts.get(1), parts.get(2)));
            }
        }
        return out;
    }

    private static RidgeState readRidge(DataInputStream in) throws IOException {
        int columns = in.readInt();
        int classes = in.readInt();
        long rows = in.readLong();
        return new RidgeState(columns, classes, readDoubles(in), readDoubles(in), rows);
    }

    private static LogisticState readLogistic(DataInputStream in) throws IOException {
        int columns = in.readInt();
        int classes = in.readInt();
        int round = in.readInt();
        return new LogisticState(columns, classes, readDoubles(in), readDoubles(in), readDoubles(in), round);
    }

    private static DeletionOperators readOperators(DataInputStream in) throws IOException {
        var layers = new ArrayList<DeletionOperators.Operator>();
        int count = length(in, 1);
        for (int l = 0; l < count; l++) {
            layers.add(new DeletionOperators.Operator(in.readInt(), readFloats(in), readLongs(in)));
        }
        return new DeletionOperators(layers, readLongs(in), readLongs(in));
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static void writeDoubles(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static void writeLongs(DataOutputStream out, long[] values) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        var out = new float[length(in, Float.BYTES)];
        for (int i = 0; i < out.length; i++) {
            out[i] = in.readFloat();
        }
        return out;
    }

    private static double[] readDoubles(DataInputStream in) throws IOException {
        var out = new double[length(in, Double.BYTES)];
        for (int i = 0; i < out.length; i++) {
            out[i] = in.readDouble();
        }
        return out;
    }

    private static long[] readLongs(DataInputStream in) throws IOException {
        var out = new long[length(in, Long.BYTES)];
        for (int i = 0; i < out.length; i++) {
            out[i] = in.readLong();
        }
        return out;
    }

    private static int length(DataInputStream in, int bytesEach) throws IOException {
        int length = in.readInt();
        if (length < 0 || (long) length * bytesEach > in.available()) {
            throw new IOException("length out of range");
        }
        return length;
    }
}
