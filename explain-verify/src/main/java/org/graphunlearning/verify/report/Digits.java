package org.graphunlearning.verify.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as text, the same on every platform and in every locale, and the checks they need before. */
final class Digits {
    /** Stands for a number that is missing. */
    static final String DASH = "\u2013";

    private static final MathContext FOUR = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int PREFIX = 12;

    private Digits() {}

    /** Four significant digits, or a dash. */
    static String of(@Nullable Double value) {
        if (value == null) {
            return DASH;
        }
        var rounded = new BigDecimal(value).round(FOUR).stripTrailingZeros();
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= 1e-4 && size < 1e7);
        return plain ? rounded.toPlainString() : rounded.toString();
    }

    /** A place in a drawing, to a tenth. */
    static String at(double place) {
        var out = new BigDecimal(place).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return out.signum() == 0 ? "0" : out.toPlainString();
    }

    static String millis(long millis) {
        return millis < 1000 ? millis + " ms" : BigDecimal.valueOf(millis, 3).toPlainString() + " s";
    }

    /** The first digits of a hash: enough to compare by eye. */
    static String prefix(String hash) {
        return hash.substring(0, PREFIX) + "\u2026";
    }

    static void requireFinite(String name, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not a finite number; give null and say why it is missing.");
        }
    }

    static void requireScore(@Nullable Double score) {
        if (score != null && !(score >= 0 && Double.isFinite(score))) {
            throw new IllegalArgumentException(
                    "Scores of a drawing are not negative and finite; give null for unknown.");
        }
    }

    static void requireHash(String what, String text) {
        if (!HASH.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " is 64 lower-case hex digits; never give the key itself.");
        }
    }
}
