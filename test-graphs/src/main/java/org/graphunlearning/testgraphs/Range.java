package org.graphunlearning.testgraphs;

import java.util.Locale;

/** One-line checks of a setting against its range. */
final class Range {
    private Range() {}

    static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "`%s` is %d; it must be %d to %d.", name, value, least, most));
        }
    }

    /** Refuses NaN as well. */
    static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "`%s` is %s; it must be %s to %s.", name, value, least, most));
        }
    }
}
