package org.graphunlearning.workbench.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One flat result: text, whole numbers, decimals, booleans or nothing, by key. */
final class Row {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Sets a value; {@code null} says that there is none. Decimals are kept to four places. */
    Row put(String key, @Nullable Object value) {
        if (value instanceof Double number) {
            values.put(key, Double.isFinite(number) ? Math.rint(number * 1e4) / 1e4 : null);
        } else if (value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean) {
            values.put(key, value);
        } else {
            throw new IllegalArgumentException(
                    "A row holds no " + value.getClass().getSimpleName() + ".");
        }
        return this;
    }

    @Nullable
    Object get(String key) {
        return values.get(key);
    }

    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
