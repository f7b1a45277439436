package org.graphunlearning.testgraphs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the top level of a small JSON object: texts, numbers and truth values by key. Nested objects, arrays and nulls
 * are checked and passed over. Depth is limited, so that no input can exhaust the stack.
 */
final class FlatJson {
    private static final int DEEPEST = 16;
    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

    private final String file;
    private final String json;
    private int at;

    private FlatJson(String file, String json) {
        this.file = file;
        this.json = json;
    }

    static Map<String, Object> parse(String file, String json) {
        var parser = new FlatJson(file, json);
        if (parser.peek() != '{') {
            throw parser.error();
        }
        var facts = parser.object(0);
        if (parser.peek() != 0) {
            throw parser.error();
        }
        return facts;
    }

    /** Text, Double, Boolean; empty for what is passed over. */
    private Optional<Object> value(int depth) {
        if (depth > DEEPEST) {
            throw error();
        }
        return switch (peek()) {
            case '{' -> {
                object(depth);
                yield Optional.empty();
            }
            case '[' -> {
                array(depth);
                yield Optional.empty();
            }
            case '"' -> Optional.of(text());
            default -> word();
        };
    }

    private Map<String, Object> object(int depth) {
        var facts = new LinkedHashMap<String, Object>();
        expect('{');
        if (peek() == '}') {
            at++;
            return facts;
        }
        do {
            peek();
            var key = text();
            expect(':');
            value(depth + 1).ifPresent(value -> facts.put(key, value));
        } while (another('}'));
        return facts;
    }

    private void array(int depth) {
        expect('[');
        if (peek() == ']') {
            at++;
            return;
        }
        do {
            value(depth + 1);
        } while (another(']'));
    }

    private boolean another(char end) {
        char next = peek();
        if (next != ',' && next != end) {
            throw error();
        }
        at++;
        return next == ',';
    }

    private Optional<Object> word() {
        int from = at;
        while (at < json.length()
                && (Character.isLetterOrDigit(json.charAt(at)) || "+-.".indexOf(json.charAt(at)) >= 0)) {
            at++;
        }
        var word = json.substring(from, at);
        if (word.matches(NUMBER)) {
            return Optional.of(Double.valueOf(word));
        }
        return switch (word) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            case "null" -> Optional.empty();
            default -> throw error();
        };
    }

    private String text() {
        expect('"');
        var text = new StringBuilder();
        while (at < json.length() && json.charAt(at) != '"') {
            char c = json.charAt(at++);
            if (c < ' ') {
                throw error();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        if (at == json.length()) {
            throw error();
        }
        at++;
        return text.toString();
    }

    private char escaped() {
        if (at == json.length()) {
            throw error();
        }
        char c = json.charAt(at++);
        if (c == 'u') {
            return fourHexDigits();
        }
        int which = "\"\\/bfnrt".indexOf(c);
        if (which < 0) {
            throw error();
        }
        return "\"\\/\b\f\n\r\t".charAt(which);
    }

    private char fourHexDigits() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < json.length() ? Character.digit(json.charAt(at), 16) : -1;
            if (digit < 0) {
                throw error();
            }
            code = 16 * code + digit;
            at++;
        }
        return (char) code;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error();
        }
        at++;
    }

    /** The next character that is not white space, or 0 at the end. */
    private char peek() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    private IllegalArgumentException error() {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "`%s` is not valid JSON at character %d.", file, at + 1));
    }
}
