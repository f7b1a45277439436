package org.graphunlearning.workbench.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One flat result: text, whole numbers, decimals, booleans or nothing, by key. */
final class Row {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Sets a value; {@code null} says that there is none. Decimals are kept to four places, those below 0.1 to four digits. */
    Row put(String key, @Nullable Object value) {
        if (value instanceof Double number) {
            values.put(key, Double.isFinite(number) ? rounded(number) : null);
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

    /** Seconds of a cut may be microseconds: four places would leave nothing of them. */
    private static double rounded(double number) {
        return Math.abs(number) < 0.1
                ? new BigDecimal(number).round(FOUR_DIGITS).doubleValue()
                : Math.rint(number * 1e4) / 1e4;
    }

    @Nullable
    Object get(String key) {
        return values.get(key);
    }

    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
