package org.graphunlearning.verify.report;

import org.jspecify.annotations.Nullable;

/**
 * A measured number with its confidence interval, or the reason why there is none.
 *
 * @param value the number, null when missing
 * @param low lower end of the interval, null when there is no interval
 * @param high upper end of the interval, null when there is no interval
 * @param whyMissing why there is no number, null when there is one
 */
public record Reading(
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable String whyMissing) {
    /** Refuses a number that is none, half an interval, and a gap without a reason. */
    public Reading {
        Digits.requireFinite("A reading", value);
        Digits.requireFinite("A reading", low);
        Digits.requireFinite("A reading", high);
        if ((low == null) != (high == null) || (low != null && high != null && low > high)) {
            throw new IllegalArgumentException("An interval needs two ends in ascending order; give both or none.");
        }
        if ((value == null) == (whyMissing == null)) {
            throw new IllegalArgumentException("A reading is either a number or the reason why it is missing.");
        }
    }

    /** A number without an interval. */
    public static Reading of(double value) {
        return new Reading(value, null, null, null);
    }

    /** A number with its interval. */
    public static Reading of(double value, double low, double high) {
        return new Reading(value, low, high, null);
    }

    /** No number, and why. */
    public static Reading missing(String why) {
        return new Reading(null, null, null, why);
    }
}
