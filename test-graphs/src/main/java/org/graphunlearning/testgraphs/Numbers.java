package org.graphunlearning.testgraphs;

import java.nio.charset.StandardCharsets;

/** Reads numbers straight from bytes and signals a malformed one by a value no number of ours has. */
final class Numbers {
    /** Returned for what is not a whole number that fits. */
    static final long NOT_WHOLE = Long.MIN_VALUE;

    /** Every whole number up to here is a double, and so is every power of ten in {@link #POWERS}. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Numbers() {}

    /** Digits with an optional minus sign, or {@link #NOT_WHOLE}. */
    static long whole(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int at = negative ? from + 1 : from;
        if (at >= to) {
            return NOT_WHOLE;
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return NOT_WHOLE;
            }
            value = 10 * value + digit;
        }
        return negative ? -value : value;
    }

    /** The float nearest to a decimal such as {@code -1.5E-3}, or NaN where it is malformed. */
    static float decimal(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        int at = negative ? from + 1 : from;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (bytes[at] == '.' && !point) {
                point = true;
            } else if (digit >= 0 && digit <= 9) {
                // Past 2^53 the value only has to stay there: it takes the slow path.
                mantissa = mantissa < EXACT ? 10 * mantissa + digit : mantissa;
                digits++;
                scale -= point ? 1 : 0;
            } else {
                break;
            }
        }
        long exponent = 0;
        if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
            exponent = exponent(bytes, at + 1, to);
            at = to;
        }
        if (digits == 0 || at < to || exponent == NOT_WHOLE) {
            return Float.NaN;
        }
        float exact = exact(mantissa, scale + exponent);
        if (Float.isNaN(exact)) {
            return Float.parseFloat(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        }
        return negative ? -exact : exact;
    }

    private static long exponent(byte[] bytes, int from, int to) {
        boolean plus = from < to && bytes[from] == '+';
        int start = plus ? from + 1 : from;
        if (plus && start < to && bytes[start] == '-') {
            return NOT_WHOLE;
        }
        return to - start > 5 ? NOT_WHOLE : whole(bytes, start, to);
    }

    /**
     * The nearest float of mantissa times ten to the scale, or NaN where the short way is not sure to be right. One
     * operation on exact doubles gives the nearest double; rounding that once more to float errs only where it lies
     * just half-way between two floats (Clinger, How to read floating point numbers accurately, 1990).
     */
    private static float exact(long mantissa, long scale) {
        if (mantissa == 0) {
            return 0f;
        }
        if (mantissa >= EXACT || scale < -22 || scale > 22) {
            return Float.NaN;
        }
        double value = scale < 0 ? mantissa / POWERS[(int) -scale] : mantissa * POWERS[(int) scale];
        boolean halfWay = (Double.doubleToRawLongBits(value) & 0x1FFFFFFF) == 0x10000000;
        boolean normal = value >= Float.MIN_NORMAL && value < Float.MAX_VALUE;
        return normal && !halfWay ? (float) value : Float.NaN;
    }
}
