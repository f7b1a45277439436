package org.graphunlearning.gnn.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.sidecar.SidecarCodec;

/**
 * Bytes of a model, little-endian:
 *
 * <pre>
 * int     magic "GNUL"            int     version, 3
 * text    architecture            int     layers, hiddenChannels, heads
 * double  dropout                 byte    normalizeFeatures
 * int     inputChannels           int     number of classes
 * each class:      byte 0 + long, or byte 1 + text
 * int     number of parameters
 * each parameter:  text name, int rows, int columns, rows * columns floats
 * int     length of the sidecar   bytes of {@link SidecarCodec}; not in version 1, whose models have an empty one,
 *                                 and without moments in version 2, whose models lose their checkpoints
 * int     length of the rider     the rider, bytes of the caller's
 * 32 bytes SHA-256 of everything before
 * </pre>
 *
 * A text is an int length and UTF-8. Lengths are checked against the bytes that are there before anything is allocated.
 */
public final class ModelCodec {
    private static final int MAGIC = 0x4C554E47;
    private static final int VERSION = 3;
    private static final int WITHOUT_MOMENTS = 2;
    private static final int WITHOUT_SIDECAR = 1;
    private static final int HASH_BYTES = 32;
    private static final int LONGEST_TEXT = 1 << 16;

    private ModelCodec() {}

    /** The bytes of a model. */
    public static byte[] encode(Gnn model) {
        return encode(model, new byte[0]);
    }

    /** The bytes of a model with something that travels along: under the same hash, and of no meaning here. */
    public static byte[] encode(Gnn model, byte[] rider) {
        var sidecar = SidecarCodec.encode(model.sidecar());
        int size = Math.addExact(Math.addExact(size(model), sidecar.length), rider.length);
        var out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(VERSION);
        var config = model.config();
        putText(out, config.architecture().name());
        out.putInt(config.layers()).putInt(config.hiddenChannels()).putInt(config.heads());
        out.putDouble(config.dropout()).put((byte) (config.normalizeFeatures() ? 1 : 0));
        out.putInt(model.inputChannels()).putInt(model.classes().size());
        for (var name : model.classes()) {
            if (name instanceof Long number) {
                out.put((byte) 0).putLong(number);
            } else {
                out.put((byte) 1);
                putText(out, (String) name);
            }
        }
        out.putInt(model.parameters().size());
        for (var parameter : model.parameters()) {
            putText(out, parameter.name());
            out.putInt(parameter.rows()).putInt(parameter.columns());
            for (float value : parameter.host()) {
                out.putFloat(value);
            }
        }
        out.putInt(sidecar.length).put(sidecar);
        out.putInt(rider.length).put(rider);
        var digest = newDigest();
        digest.update(out.array(), 0, out.position());
        return out.put(digest.digest()).array();
    }

    private static int size(Gnn model) {
        long size =
                8L + textSize(model.config().architecture().name()) + 3 * 4 + 8 + 1 + 2 * 4 + 4 + 2 * 4 + HASH_BYTES;
        for (var name : model.classes()) {
            size += 1 + (name instanceof String text ? textSize(text) : 8);
        }
        for (var parameter : model.parameters()) {
            size += textSize(parameter.name()) + 8L + 4L * parameter.length();
        }
        return Math.toIntExact(size);
    }

    private static int textSize(String text) {
        return 4 + text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * A model and what travelled along.
     *
     * @param model the model
     * @param rider what {@link #encode(Gnn, byte[])} was given; empty when nothing was
     */
    public record Packed(Gnn model, byte[] rider) {}

    /**
     * The model of some bytes.
     *
     * @throws IllegalArgumentException when the bytes are damaged, of another kind or of a later version
     */
    public static Gnn decode(byte[] bytes) {
        return unpack(bytes).model();
    }

    /** Like {@link #decode}, with the rider. */
    public static Packed unpack(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 8 + HASH_BYTES || in.getInt() != MAGIC) {
            throw new IllegalArgumentException("These bytes are not a model.");
        }
        int version = in.getInt();
        if (version < WITHOUT_SIDECAR || version > VERSION) {
            throw new IllegalArgumentException(
                    "The model has format version " + version + "; this plugin reads version " + VERSION + ".");
        }
        var digest = newDigest();
        digest.update(bytes, 0, bytes.length - HASH_BYTES);
        if (!MessageDigest.isEqual(
                digest.digest(), Arrays.copyOfRange(bytes, bytes.length - HASH_BYTES, bytes.length))) {
            throw new IllegalArgumentException("The model is damaged: its SHA-256 does not match its bytes.");
        }
        try {
            return read(in.limit(bytes.length - HASH_BYTES), version);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("The model is damaged: it ends too early.");
        }
    }

    private static Packed read(ByteBuffer in, int version) {
        var architecture = Architecture.valueOf(text(in));
        var config =
                new ModelConfig(architecture, in.getInt(), in.getInt(), in.getInt(), in.getDouble(), in.get() != 0);
        int inputChannels = in.getInt();
        var classes = classes(in);
        checkWidths(config, inputChannels, classes.size(), in.remaining());
        var model = Gnn.initial(config, inputChannels, classes, 0);
        int count = in.getInt();
        if (count != model.parameters().size()) {
            throw new IllegalArgumentException("The model is damaged: it lists " + count + " parameters.");
        }
        for (var parameter : model.parameters()) {
            if (!text(in).equals(parameter.name())
                    || in.getInt() != parameter.rows()
                    || in.getInt() != parameter.columns()) {
                throw new IllegalArgumentException(
                        "The model is damaged: parameter " + parameter.name() + " is missing or of another shape.");
            }
            in.asFloatBuffer().get(parameter.host());
            in.position(in.position() + 4 * parameter.length());
        }
        var sidecar = version == WITHOUT_SIDECAR ? Sidecar.empty() : sidecar(in, version > WITHOUT_MOMENTS);
        if (in.getInt() != in.remaining()) {
            throw new IllegalArgumentException("The model is damaged: its parts do not fill its bytes.");
        }
        var rider = new byte[in.remaining()];
        in.get(rider);
        return new Packed(model.with(sidecar), rider);
    }

    private static Sidecar sidecar(ByteBuffer in, boolean withMoments) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("The model is damaged: its sidecar does not fit its bytes.");
        }
        var bytes = new byte[length];
        in.get(bytes);
        return SidecarCodec.decode(bytes, withMoments);
    }

    /** All weights must fit into the bytes left, so that a forged width or depth cannot exhaust memory. */
    private static void checkWidths(ModelConfig config, int inputs, int classes, int bytesLeft) {
        long heads = config.architecture() == Architecture.GAT ? config.heads() : 1;
        long hidden = heads * config.hiddenChannels();
        boolean flat =
                config.architecture().isLinear() || (config.layers() == 1 && config.architecture() != Architecture.GIN);
        long blocks = config.architecture() == Architecture.SIGN ? config.layers() + 1L : 1;
        // At least; for a GIN of one layer the middle term is negative and still leaves a lower bound.
        long weights = flat
                ? Math.min((long) inputs * classes, Integer.MAX_VALUE) * blocks
                : inputs * hidden + (config.layers() - 2) * hidden * hidden + hidden * classes;
        if (inputs < 1 || classes < 1 || 4 * weights > bytesLeft) {
            throw new IllegalArgumentException("The model is damaged: its widths do not fit its bytes.");
        }
    }

    private static List<Object> classes(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException("The model is damaged: it lists " + count + " classes.");
        }
        var out = new ArrayList<Object>(count);
        for (int i = 0; i < count; i++) {
            out.add(in.get() == 0 ? (Object) in.getLong() : text(in));
        }
        return out;
    }

    private static void putText(ByteBuffer out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > LONGEST_TEXT || length > in.remaining()) {
            throw new IllegalArgumentException("The model is damaged: a text of " + length + " bytes does not fit.");
        }
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
