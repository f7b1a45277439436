package org.graphunlearning.verify.certificate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link CanonicalJson} writes and nothing else. */
final class CanonicalParser {
    private static final int DEEPEST = 32; // a file from elsewhere must not exhaust the stack
    private static final int MOST_DIGITS = 16;

    private final byte[] bytes;
    private int at;
    private int depth;

    private CanonicalParser(byte[] bytes) {
        this.bytes = bytes;
    }

    static SortedMap<String, Object> parse(byte[] bytes) {
        requireUtf8(bytes);
        var parser = new CanonicalParser(bytes);
        var out = parser.object();
        if (parser.at < bytes.length) {
            throw parser.wrong("something follows the end of the record");
        }
        requireSame(CanonicalJson.bytes(out), bytes);
        return out;
    }

    /** What the rules below should have caught; the promise of the class does not rest on them alone. */
    private static void requireSame(byte[] again, byte[] bytes) {
        int first = Arrays.mismatch(again, bytes);
        if (first >= 0) {
            throw new NotCanonicalException(first, "written again it would differ");
        }
    }

    private static void requireUtf8(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        if (decoder.decode(in, CharBuffer.allocate(bytes.length), true).isError()) {
            throw new NotCanonicalException(in.position(), "not UTF-8");
        }
    }

    private SortedMap<String, Object> object() {
        enter('{');
        var out = new TreeMap<String, Object>();
        String last = null;
        while (peek() != '}') {
            if (last != null) {
                take(',');
            }
            int start = at;
            var key = string();
            if (!CanonicalJson.isAscii(key)) {
                throw new NotCanonicalException(start, "a key is not plain ASCII");
            }
            if (last != null && last.compareTo(key) >= 0) {
                throw new NotCanonicalException(start, "keys do not ascend");
            }
            take(':');
            out.put(key, value());
            last = key;
        }
        leave('}');
        return out;
    }

    private List<Object> list() {
        enter('[');
        var out = new ArrayList<Object>();
        while (peek() != ']') {
            if (!out.isEmpty()) {
                take(',');
            }
            out.add(value());
        }
        leave(']');
        return out;
    }

    private void enter(char bracket) {
        take(bracket);
        if (++depth > DEEPEST) {
            throw wrong("nested too deep");
        }
    }

    private void leave(char bracket) {
        take(bracket);
        depth--;
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            default -> number();
        };
    }

    private Long number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int first = at;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw wrong("no value");
        }
        var text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
        boolean padded = bytes[first] == '0' && (at - first > 1 || first > start);
        long number = padded || at - first > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
        if (Math.abs(number) > CanonicalJson.LARGEST_EXACT) {
            throw new NotCanonicalException(start, "not an integer in its shortest form");
        }
        return number;
    }

    private String string() {
        take('"');
        var out = new StringBuilder();
        int plain = at;
        while (peek() != '"') {
            if (bytes[at] == '\\') {
                out.append(text(plain));
                out.append(escaped());
                plain = at;
            } else if (bytes[at] >= 0 && bytes[at] < 0x20) {
                throw wrong("a control character in a string");
            } else {
                at++;
            }
        }
        out.append(text(plain));
        take('"');
        return out.toString();
    }

    private String text(int from) {
        return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    private char escaped() {
        int start = at;
        at++;
        char c = peek();
        at++;
        int index = "\"\\bfnrt".indexOf(c);
        if (index >= 0) {
            return "\"\\\b\f\n\r\t".charAt(index);
        }
        if (c != 'u' || at + 4 > bytes.length) {
            throw new NotCanonicalException(start, "an escape that has a shorter form or none");
        }
        var digits = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
        at += 4;
        if (!digits.matches("00[01][0-9a-f]") || "\b\f\n\r\t".indexOf(Integer.parseInt(digits, 16)) >= 0) {
            throw new NotCanonicalException(start, "an escape that has a shorter form or none");
        }
        return (char) Integer.parseInt(digits, 16);
    }

    private char peek() {
        if (at >= bytes.length) {
            throw wrong("the record ends too early");
        }
        return (char) (bytes[at] & 0xff);
    }

    private void take(char wanted) {
        if (peek() != wanted) {
            throw wrong("`" + wanted + "` expected");
        }
        at++;
    }

    private NotCanonicalException wrong(String what) {
        return new NotCanonicalException(at, what);
    }
}
