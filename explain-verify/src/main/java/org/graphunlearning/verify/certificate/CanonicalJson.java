package org.graphunlearning.verify.certificate;

import java.util.Map;
import java.util.SortedMap;

/** The part of RFC 8785 that flat records of strings and integers need; anything else is refused. */
final class CanonicalJson {
    private static final long LARGEST_EXACT = (1L << 53) - 1; // beyond it JSON readers lose digits

    private CanonicalJson() {}

    static String write(SortedMap<String, Object> fields) {
        var out = new StringBuilder("{");
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (out.length() > 1) {
                out.append(',');
            }
            quote(out, field.getKey());
            out.append(':');
            value(out, field.getValue());
        }
        return out.append('}').toString();
    }

    private static void value(StringBuilder out, Object value) {
        if (value instanceof String text) {
            quote(out, text);
        } else if (value instanceof Long number && Math.abs(number) <= LARGEST_EXACT) {
            out.append(number.longValue());
        } else {
            throw new IllegalArgumentException("A canonical record holds strings and integers up to 2^53 - 1 only.");
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
