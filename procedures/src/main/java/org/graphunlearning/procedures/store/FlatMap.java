package org.graphunlearning.procedures.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nested option maps as flat properties, because a node cannot hold a map: {@code {a: {b: 1}}} becomes {@code a.b = 1}. Keys
 * themselves never hold a dot.
 */
final class FlatMap {
    private FlatMap() {}

    /** Strings, numbers, booleans and lists of strings or of integers, under {@code prefix}. */
    static Map<String, Object> flatten(String prefix, Map<String, Object> nested) {
        var out = new TreeMap<String, Object>();
        nested.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map) {
                out.putAll(flatten(prefix + key + ".", strings(map)));
            } else {
                out.put(prefix + key, storable(value));
            }
        });
        return out;
    }

    /** The reverse, from those properties that begin with {@code prefix}. */
    static Map<String, Object> nest(String prefix, Map<String, Object> flat) {
        var out = new LinkedHashMap<String, Object>();
        for (var entry : new TreeMap<>(flat).entrySet()) {
            if (entry.getKey().startsWith(prefix)) {
                put(out, entry.getKey().substring(prefix.length()), readable(entry.getValue()));
            }
        }
        return out;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> into, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            into.put(path, value);
        } else {
            var inner = into.computeIfAbsent(path.substring(0, dot), key -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, path.substring(dot + 1), value);
        }
    }

    static Object storable(Object value) {
        if (value instanceof List<?> list) {
            boolean integers = !list.isEmpty() && list.stream().allMatch(Long.class::isInstance);
            return integers
                    ? list.stream().mapToLong(entry -> (Long) entry).toArray()
                    : list.stream().map(String::valueOf).toArray(String[]::new);
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    static Object readable(Object value) {
        if (value instanceof String[] texts) {
            return List.of(texts);
        }
        if (value instanceof long[] numbers) {
            var out = new ArrayList<Long>(numbers.length);
            for (long number : numbers) {
                out.add(number);
            }
            return out;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> strings(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
