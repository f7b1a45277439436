package org.graphunlearning.procedures.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.gnn.model.ModelCodec;

/**
 * A model as one string: base64 of the bytes of {@link ModelCodec}, which any reader of models understands, with the model's
 * facts as their rider:
 *
 * <pre>
 * int     number of properties
 * each:   text key, byte kind, value   (kinds: 1 text, 2 long, 3 double, 4 boolean, 5 texts, 6 longs, 7 ints, 8 instant, 9 doubles)
 * </pre>
 *
 * big-endian; a text is an int length and UTF-8. The hash over everything is the codec's; every length is checked against the
 * bytes that are left. Errors carry no cause: Neo4j shows a caller the innermost message, and that must be ours.
 */
public final class ExportFormat {
    private ExportFormat() {}

    /** The string of a model. */
    public static String encode(ModelStore.Entry entry) {
        var rider = properties(entry.model().toProperties());
        return Base64.getEncoder().encodeToString(ModelCodec.encode(ModelCodec.decode(entry.content()), rider));
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
    public static ModelStore.Entry decode(String content, String name) {
        var packed = unpacked(content);
        try (var in = new DataInputStream(new ByteArrayInputStream(packed.rider()))) {
            var properties = readProperties(in);
            properties.put("name", name);
            return new ModelStore.Entry(StoredModel.of(properties), ModelCodec.encode(packed.model()));
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("`content` is not an export: it lacks the facts about its training.");
        }
    }

    private static ModelCodec.Packed unpacked(String content) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("`content` is not a model: it is not base64.");
        }
        return ModelCodec.unpack(bytes);
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
        for (int i = 0; i < length; i++) {
            switch (kind) {
                case 5 -> texts[i] = readText(in);
                case 6 -> longs[i] = in.readLong();
                case 7 -> ints[i] = in.readInt();
                default -> throw new IOException("unknown kind");
            }
        }
        return kind == 5 ? texts : kind == 6 ? longs : ints;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        var bytes = new byte[length(in)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
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
