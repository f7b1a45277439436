package org.graphunlearning.procedures.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.partitioning.shard.ShardCodec;
import org.graphunlearning.partitioning.shard.ShardModel;

/**
 * A model as one string. A model of one shard is base64 of the bytes of {@link ModelCodec}, which any reader of models
 * understands, with the model's facts as their rider:
 *
 * <pre>
 * int     number of properties
 * each:   text key, byte kind, value   (kinds: 1 text, 2 long, 3 double, 4 boolean, 5 texts, 6 longs, 7 ints, 8 instant,
 *                                       9 doubles)
 * </pre>
 *
 * A model of several shards is base64 of
 *
 * <pre>
 * int     magic "GNUS"       int  version, 1
 * int     length             the properties as above
 * int     number of shards   each: int length, bytes of ShardCodec, text fingerprint, text guarantee
 * int     number of nodes    each: long mark, in the order of the nodes' keys
 * 32 bytes SHA-256 of everything before
 * </pre>
 *
 * big-endian; a text is an int length and UTF-8. The hash over everything is the codec's; every length is checked against the
 * bytes that are left. Errors carry no cause: Neo4j shows a caller the innermost message, and that must be ours.
 */
public final class ExportFormat {
    private static final int SHARDED = 0x474E5553;
    private static final int VERSION = 1;
    private static final int HASH_BYTES = 32;

    private ExportFormat() {}

    /**
     * A model that leaves or enters a database.
     *
     * @param entry the model
     * @param marks of a sharded model: the mark of each node it learned from, by ascending key of the node; else empty
     */
    public record Export(ModelStore.Entry entry, long[] marks) {}

    /** The string of a model. */
    public static String encode(Export export) {
        var entry = export.entry();
        var rider = properties(entry.model().toProperties());
        var bytes = entry.shards().size() == 1
                ? ModelCodec.encode(
                        ShardCodec.decode(entry.shards().get(0).content()).model(), rider)
                : sharded(export, rider);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sharded(Export export, byte[] rider) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(SHARDED);
            out.writeInt(VERSION);
            out.writeInt(rider.length);
            out.write(rider);
            out.writeInt(export.entry().shards().size());
            for (var shard : export.entry().shards()) {
                out.writeInt(shard.content().length);
                out.write(shard.content());
                writeText(out, shard.fingerprint());
                writeText(out, shard.guarantee());
            }
            out.writeInt(export.marks().length);
            for (long mark : export.marks()) {
                out.writeLong(mark);
            }
            out.write(HexFormat.of().parseHex(ShardChunks.sha256(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from an array
        }
        return bytes.toByteArray();
    }

    private static byte[] properties(Map<String, Object> properties) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(properties.size());
            for (var property : properties.entrySet()) {
                writeText(out, property.getKey());
                writeValue(out, property.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from an array
        }
        return bytes.toByteArray();
    }

    /**
     * The model of a string, under the name given.
     *
     * @throws IllegalArgumentException when the string is not an export, of a later version, or damaged
     */
    public static Export decode(String content, String name) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("`content` is not a model: it is not base64.");
        }
        if (bytes.length > 8 + HASH_BYTES && ByteBuffer.wrap(bytes).getInt() == SHARDED) {
            return unpackedShards(bytes, name);
        }
        var packed = ModelCodec.unpack(bytes);
        var model = facts(packed.rider(), name);
        var shard = ShardCodec.encode(new ShardModel(List.of(packed.model())));
        var stored = new StoredShard(shard, model.fingerprint(), model.guarantee());
        return new Export(new ModelStore.Entry(model, List.of(stored)), new long[0]);
    }

    private static StoredModel facts(byte[] rider, String name) {
        try (var in = new DataInputStream(new ByteArrayInputStream(rider))) {
            var properties = readProperties(in);
            properties.put("name", name);
            return StoredModel.of(properties);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("`content` is not an export: it lacks the facts about its training.");
        }
    }

    private static Export unpackedShards(byte[] bytes, String name) {
        var body = Arrays.copyOf(bytes, bytes.length - HASH_BYTES);
        var hash = HexFormat.of().formatHex(bytes, body.length, bytes.length);
        if (!ShardChunks.sha256(body).equals(hash)) {
            throw new IllegalArgumentException("The model is damaged: its SHA-256 does not match its bytes.");
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
            in.readInt();
            int version = in.readInt();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "The model has format version " + version + "; this plugin reads version " + VERSION + ".");
            }
            var model = facts(readBytes(in), name);
            var shards = new ArrayList<StoredShard>();
            int count = length(in);
            for (int s = 0; s < count; s++) {
                shards.add(new StoredShard(readBytes(in), readText(in), readText(in)));
            }
            var marks = new long[length(in)];
            for (int row = 0; row < marks.length; row++) {
                marks[row] = in.readLong();
            }
            return new Export(new ModelStore.Entry(model, shards), marks);
        } catch (IOException e) {
            throw new IllegalArgumentException("`content` is not an export: it ends too early.");
        }
    }

    private static void writeValue(DataOutputStream out, Object value) throws IOException {
        if (value instanceof String text) {
            out.writeByte(1);
            writeText(out, text);
        } else if (value instanceof Long number) {
            out.writeByte(2);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte(3);
            out.writeDouble(number);
        } else if (value instanceof Boolean flag) {
            out.writeByte(4);
            out.writeBoolean(flag);
        } else if (value instanceof ZonedDateTime time) {
            out.writeByte(8);
            out.writeLong(time.toInstant().toEpochMilli());
        } else {
            writeList(out, value);
        }
    }

    private static void writeList(DataOutputStream out, Object value) throws IOException {
        if (value instanceof String[] texts) {
            out.writeByte(5);
            out.writeInt(texts.length);
            for (var text : texts) {
                writeText(out, text);
            }
        } else if (value instanceof long[] numbers) {
            out.writeByte(6);
            out.writeInt(numbers.length);
            for (long number : numbers) {
                out.writeLong(number);
            }
        } else if (value instanceof double[] numbers) {
            out.writeByte(9);
            out.writeInt(numbers.length);
            for (double number : numbers) {
                out.writeDouble(number);
            }
        } else if (value instanceof int[] numbers) {
            out.writeByte(7);
            out.writeInt(numbers.length);
            for (int number : numbers) {
                out.writeInt(number);
            }
        } else {
            throw new IllegalStateException("A model has no properties of this type.");
        }
    }

    private static Map<String, Object> readProperties(DataInputStream in) throws IOException {
        int count = length(in);
        var out = new TreeMap<String, Object>();
        for (int i = 0; i < count; i++) {
            out.put(readText(in), readValue(in));
        }
        return out;
    }

    private static Object readValue(DataInputStream in) throws IOException {
        int kind = in.readByte();
        switch (kind) {
            case 1:
                return readText(in);
            case 2:
                return in.readLong();
            case 3:
                return in.readDouble();
            case 4:
                return in.readBoolean();
            case 8:
                return Instant.ofEpochMilli(in.readLong()).atZone(ZoneOffset.UTC);
            default:
                return readList(kind, in);
        }
    }

    private static Object readList(int kind, DataInputStream in) throws IOException {
        int length = length(in);
        var texts = new String[kind == 5 ? length : 0];
        var longs = new long[kind == 6 ? length : 0];
        var ints = new int[kind == 7 ? length : 0];
        var doubles = new double[kind == 9 ? length : 0];
        for (int i = 0; i < length; i++) {
            switch (kind) {
                case 5 -> texts[i] = readText(in);
                case 6 -> longs[i] = in.readLong();
                case 7 -> ints[i] = in.readInt();
                case 9 -> doubles[i] = in.readDouble();
                default -> throw new IOException("unknown kind");
            }
        }
        return switch (kind) {
            case 5 -> texts;
            case 6 -> longs;
            case 7 -> ints;
            case 9 -> doubles;
            default -> throw new IOException("unknown kind");
        };
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        var bytes = new byte[length(in)];
        in.readFully(bytes);
        return bytes;
    }

    /** A length that the bytes left can hold: every element takes at least one. */
    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("length out of range");
        }
        return length;
    }
}
