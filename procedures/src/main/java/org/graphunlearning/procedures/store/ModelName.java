package org.graphunlearning.procedures.store;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a model may be called: the name becomes part of a property key, and {@code *} means every model. */
public final class ModelName {
    /** Stands for every model that learned from the items of a request. */
    public static final String EVERY = "*";

    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,63}");

    private ModelName() {}

    /**
     * Returns the name.
     *
     * @throws IllegalArgumentException when it is null, too long or has other characters than letters, digits and {@code _.-}
     */
    public static String checked(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("`modelName` must not be empty.");
        }
        if (!ALLOWED.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "`modelName` takes 1 to 64 letters, digits, `_`, `.` and `-` and begins with a "
                            + "letter, a digit or `_`; `" + (name.length() > 64 ? name.substring(0, 64) + "..." : name)
                            + "` does not fit.");
        }
        return name;
    }
}
