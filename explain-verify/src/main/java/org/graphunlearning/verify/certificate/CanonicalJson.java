package org.graphunlearning.verify.certificate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of RFC 8785 in which there is one way only to write a thing: objects with ASCII keys in code-unit order, lists,
 * strings, and integers up to 2^53 - 1 either way; no white space, no {@code null}, no {@code true}.
 *
 * <p>Fractional numbers have no literal here, because the shortest decimal differs between versions of Java: a {@link Double} is
 * written as a string of the 16 lower-case hex digits of its bits, -0.0 as 0.0, and reads back as that string.
 */
public final class CanonicalJson {
    static final long LARGEST_EXACT = (1L << 53) - 1; // beyond it JSON readers lose digits
    private static final int HEX_OF_DOUBLE = 16;

    private CanonicalJson() {}

    /**
     * Writes an object; linear in its size.
     *
     * @param fields maps with string keys, lists, {@link String}, {@link Long} and {@link Double}, nested
     * @throws IllegalArgumentException when there is anything else in it, a NaN, a key that is not ASCII, or half a surrogate pair
     */
    public static String write(Map<String, ?> fields) {
        var out = new StringBuilder();
        object(out, fields);
        return out.toString();
    }

    /** The UTF-8 bytes of {@link #write}. */
    public static byte[] bytes(Map<String, ?> fields) {
        return write(fields).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an object back; linear in its size.
     *
     * @throws NotCanonicalException when writing it again would not give the same bytes
     */
    public static SortedMap<String, Object> parse(byte[] bytes) {
        return CanonicalParser.parse(bytes);
    }

    /** The 16 hex digits that stand for a number; refuses NaN. */
    public static String ofDouble(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("A canonical record holds no NaN; leave out what is not known.");
        }
        var hex = Long.toHexString(Double.doubleToLongBits(value == 0 ? 0.0 : value));
        return "0".repeat(HEX_OF_DOUBLE - hex.length()) + hex;
    }

    /**
     * The number that 16 hex digits stand for.
     *
     * @throws IllegalArgumentException when the text is not such a number
     */
    public static double toDouble(String hex) {
        if (!Digests.isHex(hex, 16)) {
            throw new IllegalArgumentException("A number is written as 16 lower-case hex digits.");
        }
        return Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16));
    }

    private static void object(StringBuilder out, Map<?, ?> fields) {
        char before = '{';
        for (var field : sorted(fields).entrySet()) {
            out.append(before);
            quote(out, field.getKey());
            out.append(':');
            value(out, field.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static SortedMap<String, Object> sorted(Map<?, ?> fields) {
        var out = new TreeMap<String, Object>();
        fields.forEach((key, value) -> {
            if (!(key instanceof String text) || !isAscii(text)) {
                throw new IllegalArgumentException("Keys of a canonical record are printable ASCII.");
            }
            out.put(text, value);
        });
        return out;
    }

    static boolean isAscii(String key) {
        return key.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\');
    }

    private static void value(StringBuilder out, Object value) {
        if (value instanceof String text) {
            quote(out, text);
        } else if (value instanceof Long number && Math.abs(number) <= LARGEST_EXACT) {
            out.append(number.longValue());
        } else if (value instanceof Double number) {
            quote(out, ofDouble(number));
        } else if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else if (value instanceof List<?> list) {
            list(out, list);
        } else {
            throw new IllegalArgumentException("A canonical record holds maps, lists, strings, numbers and integers up"
                    + " to 2^53 - 1 only; write anything else as a string.");
        }
    }

    private static void list(StringBuilder out, List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            value(out, list.get(i));
        }
        out.append(']');
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                requirePair(text, i);
                out.append(c).append(text.charAt(++i));
            } else {
                escape(out, c);
            }
        }
        out.append('"');
    }

    private static void requirePair(String text, int i) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            throw new IllegalArgumentException("A canonical record holds no half of a surrogate pair.");
        }
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
