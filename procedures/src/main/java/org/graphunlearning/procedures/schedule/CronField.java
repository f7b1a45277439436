package org.graphunlearning.procedures.schedule;

import java.util.List;
import java.util.Locale;

/**
 * One field of a cron line.
 *
 * @param bits bit {@code v} says whether value {@code v} fits
 * @param open whether the field begins with {@code *}, and so leaves the choice of days to the other field of days
 */
record CronField(long bits, boolean open) {
    private static final long SEVENTH = 1L << 7;

    /**
     * What a field may hold.
     *
     * @param name as errors call it
     * @param least smallest value
     * @param most largest value
     * @param names names of the values from {@code first} on, three letters each; may be empty
     * @param first value of the first name
     */
    record Kind(String name, int least, int most, List<String> names, int first) {
        static final Kind MINUTE = new Kind("minute", 0, 59, List.of(), 0);
        static final Kind HOUR = new Kind("hour", 0, 23, List.of(), 0);
        static final Kind DAY = new Kind("day of month", 1, 31, List.of(), 0);
        static final Kind MONTH = new Kind(
                "month",
                1,
                12,
                List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
                1);
        static final Kind WEEKDAY =
                new Kind("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"), 0);
    }

    static CronField parse(Kind kind, String text) {
        long bits = 0;
        for (var part : text.split(",", -1)) {
            bits |= part(kind, part);
        }
        if (kind.equals(Kind.WEEKDAY) && (bits & SEVENTH) != 0) {
            bits = (bits & ~SEVENTH) | 1; // Sunday has two numbers
        }
        return new CronField(bits, text.startsWith("*"));
    }

    boolean has(int value) {
        return (bits >>> value & 1) != 0;
    }

    /** {@code *}, a value or a range; the first and the last also with a step. */
    private static long part(Kind kind, String part) {
        int slash = part.indexOf('/');
        var range = slash < 0 ? part : part.substring(0, slash);
        int dash = range.indexOf('-');
        boolean every = range.equals("*");
        int from = every ? kind.least() : value(kind, dash < 0 ? range : range.substring(0, dash));
        int to = every ? kind.most() : dash < 0 ? from : value(kind, range.substring(dash + 1));
        if (to < from) {
            throw wrong(kind, "`" + range + "` runs backwards; put the smaller value first.");
        }
        if (slash >= 0 && !every && dash < 0) {
            throw wrong(
                    kind,
                    "`" + part + "` has a step without a range; write `*" + part.substring(slash) + "` or a range.");
        }
        int step = slash < 0 ? 1 : step(kind, part.substring(slash + 1));
        long bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private static int step(Kind kind, String text) {
        int step = number(kind, text);
        if (step < 1 || step > kind.most()) {
            throw wrong(kind, "a step must lie between 1 and " + kind.most() + ", not " + step + ".");
        }
        return step;
    }

    private static int value(Kind kind, String text) {
        int named = kind.names().indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + kind.first();
        }
        int value = number(kind, text);
        if (value < kind.least() || value > kind.most()) {
            throw wrong(kind, "`" + text + "` must lie between " + kind.least() + " and " + kind.most() + ".");
        }
        return value;
    }

    private static int number(Kind kind, String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw wrong(kind, "`" + text + "` is not a number" + (kind.names().isEmpty() ? "." : " or a name."));
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong(Kind kind, String why) {
        return new IllegalArgumentException(
                "Configuration value `cron` is wrong in its field `" + kind.name() + "`: " + why);
    }
}
