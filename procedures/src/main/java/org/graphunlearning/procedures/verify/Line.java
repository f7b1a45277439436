package org.graphunlearning.procedures.verify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.graphunlearning.verify.certificate.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * A stored line of details, read back; what is missing is null.
 *
 * @param fields by name
 */
public record Line(Map<?, ?> fields) {
    /** Of canonical JSON. */
    public static Line of(String json) {
        return new Line(CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** A text. */
    public @Nullable String text(String key) {
        return fields.get(key) instanceof String text ? text : null;
    }

    /** An integer. */
    public @Nullable Long integer(String key) {
        return fields.get(key) instanceof Long number ? number : null;
    }

    /** A fraction, which is written as the digits of its bits. */
    public @Nullable Double fraction(String key) {
        var digits = text(key);
        return digits == null ? null : (Double) CanonicalJson.toDouble(digits);
    }

    /** Nested lines; empty where there are none. */
    public List<Line> lines(String key) {
        return fields.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(one -> new Line((Map<?, ?>) one))
                        .toList()
                : List.of();
    }

    /** Integers; empty where there are none. */
    public List<Long> integers(String key) {
        return fields.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(Long.class::isInstance)
                        .map(Long.class::cast)
                        .toList()
                : List.of();
    }

    /** A line within this one; empty where there is none. */
    public Line line(String key) {
        return new Line(fields.get(key) instanceof Map<?, ?> map ? map : Map.of());
    }
}
