package org.graphunlearning.procedures.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one option map, key by key; every getter checks type and range and remembers the key as known.
 *
 * <p>A null map reads as empty and a null value as absent. Every failure is an {@link IllegalArgumentException} of one
 * sentence that names the key and the limit. Call {@link #requireNoOtherKeys()} last. {@link #resolved()} gives the values
 * that were read, defaults included, in reading order: what a procedure echoes as {@code configuration}.
 */
public final class ConfigReader {
    private final Map<String, Object> raw;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Object> resolved = new LinkedHashMap<>();

    /** Wraps an option map as Cypher hands it over. */
    public ConfigReader(@Nullable Map<String, Object> raw) {
        this.raw = raw == null ? Map.of() : raw;
    }

    /** Whether the caller gave a value for the key; also makes the key known. */
    public boolean has(String key) {
        known.add(key);
        return raw.get(key) != null;
    }

    /** An integer in {@code [min, max]}. */
    public int intIn(String key, int fallback, int min, int max) {
        return (int) longIn(key, fallback, min, max);
    }

    /** An integer in {@code [min, max]}. */
    public long longIn(String key, long fallback, long min, long max) {
        var value = take(key);
        long number = fallback;
        if (value != null) {
            if (!(value instanceof Long
                    || value instanceof Integer
                    || value instanceof Short
                    || value instanceof Byte)) {
                throw wrongType(key, "an integer", value);
            }
            number = ((Number) value).longValue();
        }
        if (number < min || number > max) {
            throw new IllegalArgumentException("Configuration value `" + key + "` must lie between " + min + " and "
                    + max + ", not " + number + ".");
        }
        return keep(key, number);
    }

    /** A finite number in {@code [min, max]}. */
    public double doubleIn(String key, double fallback, double min, double max) {
        var value = take(key);
        if (value != null && !(value instanceof Number)) {
            throw wrongType(key, "a number", value);
        }
        double number = value == null ? fallback : ((Number) value).doubleValue();
        if (!(number >= min && number <= max)) {
            throw new IllegalArgumentException("Configuration value `" + key + "` must lie between " + min + " and "
                    + max + ", not " + number + ".");
        }
        return keep(key, number);
    }

    /** {@code true} or {@code false}. */
    public boolean bool(String key, boolean fallback) {
        var value = take(key);
        if (value != null && !(value instanceof Boolean)) {
            throw wrongType(key, "true or false", value);
        }
        return keep(key, value == null ? fallback : (Boolean) value);
    }

    /** A string that is not blank, or null when absent. */
    public @Nullable String textOrNull(String key) {
        var value = take(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw wrongType(key, "a string", value);
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("Configuration value `" + key + "` must not be blank.");
        }
        return keep(key, text);
    }

    /** A string that is not blank; the key is mandatory. */
    public String text(String key) {
        var value = textOrNull(key);
        if (value == null) {
            throw new IllegalArgumentException("Configuration key `" + key + "` is missing.");
        }
        return value;
    }

    /** One of a closed set of names, read without regard to case and returned as spelt in {@code names}. */
    public String oneOf(String key, String fallback, List<String> names) {
        var given = textOrNull(key);
        var wanted = given == null ? fallback : given;
        for (var name : names) {
            if (name.equalsIgnoreCase(wanted)) {
                return keep(key, name);
            }
        }
        throw new IllegalArgumentException("Configuration value `" + key + "` must be one of "
                + String.join(", ", names) + ", not `" + wanted + "`." + NearestName.hint(wanted, names));
    }

    /** A constant of an enumeration, without regard to case. */
    public <E extends Enum<E>> E oneOf(String key, E fallback, Class<E> type) {
        var names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return Enum.valueOf(type, oneOf(key, fallback.name(), names).toUpperCase(Locale.ROOT));
    }

    /** Distinct non-blank strings; one string stands for a list of one. An empty list counts as given. */
    public List<String> texts(String key, List<String> fallback) {
        var value = take(key);
        if (value == null) {
            return keep(key, fallback);
        }
        var out = new LinkedHashSet<String>();
        for (var entry : listed(value)) {
            if (!(entry instanceof String text) || text.isBlank()) {
                throw wrongType(key, "a list of names", value);
            }
            if (!out.add(text)) {
                throw new IllegalArgumentException("Configuration value `" + key + "` names `" + text + "` twice.");
            }
        }
        return keep(key, List.copyOf(out));
    }

    /** Distinct integers in {@code [0, 2^31)}, ascending; one integer stands for a list of one. */
    public int[] indices(String key) {
        var value = take(key);
        if (value == null) {
            return new int[0];
        }
        var out = new ArrayList<Long>();
        for (var entry : listed(value)) {
            if (!(entry instanceof Long || entry instanceof Integer)) {
                throw wrongType(key, "a list of integers", value);
            }
            long index = ((Number) entry).longValue();
            if (index < 0 || index > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("Configuration value `" + key
                        + "` must hold numbers between 0 and 2147483647, not " + index + ".");
            }
            out.add(index);
        }
        keep(key, List.copyOf(out));
        return out.stream().mapToInt(Long::intValue).sorted().distinct().toArray();
    }

    /** A nested map with its own reader, or null when absent; its errors name the inner key. */
    @SuppressWarnings("unchecked")
    public @Nullable ConfigReader mapOrNull(String key) {
        var value = take(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrongType(key, "a map", value);
        }
        var inner = new ConfigReader((Map<String, Object>) map);
        resolved.put(key, inner.resolved);
        return inner;
    }

    /** Any value, unchecked, or null when absent; it is not echoed. */
    public @Nullable Object any(String key) {
        return take(key);
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException when the map has a key nobody asked for, with the nearest known key
     */
    public void requireNoOtherKeys() {
        for (var key : raw.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        "Unexpected configuration key `" + key + "`." + NearestName.hint(key, known));
            }
        }
    }

    /** The values read so far, defaults included, absent ones left out. */
    public Map<String, Object> resolved() {
        return resolved;
    }

    private @Nullable Object take(String key) {
        known.add(key);
        return raw.get(key);
    }

    private <T> T keep(String key, T value) {
        resolved.put(key, value);
        return value;
    }

    private static List<?> listed(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static IllegalArgumentException wrongType(String key, String wanted, Object value) {
        return new IllegalArgumentException(
                "Configuration value `" + key + "` must be " + wanted + ", not " + kind(value) + ".");
    }

    private static String kind(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "an empty list" : "a list such as this";
        }
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Number) {
            return value instanceof Double || value instanceof Float ? "a fractional number" : "a number";
        }
        return value instanceof Boolean ? "a boolean" : "a " + value.getClass().getSimpleName();
    }
}
