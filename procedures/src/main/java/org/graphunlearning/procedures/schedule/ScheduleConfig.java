package org.graphunlearning.procedures.schedule;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.store.ModelName;
import org.jspecify.annotations.Nullable;

/** What a caller may ask of {@code unlearn.schedule.verify}; every value has been checked. */
record ScheduleConfig(String modelName, Rhythm rhythm, boolean recompute, Map<String, Object> resolved) {
    private static final String EVERY = "every";
    private static final String CRON = "cron";

    static ScheduleConfig parse(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        var given = in.textOrNull("modelName");
        var modelName = given == null || given.equals(ModelName.EVERY) ? ModelName.EVERY : ModelName.checked(given);
        var rhythm = rhythm(in);
        boolean recompute = in.bool("recompute", false);
        in.requireNoOtherKeys();
        var resolved = new LinkedHashMap<String, Object>();
        resolved.put("modelName", modelName);
        if (rhythm instanceof Rhythm.Every every) {
            resolved.put(EVERY, every.interval().toString());
        } else if (rhythm instanceof Cron cron) {
            resolved.put(CRON, cron.line());
        }
        resolved.put("recompute", recompute);
        return new ScheduleConfig(modelName, rhythm, recompute, resolved);
    }

    private static Rhythm rhythm(ConfigReader in) {
        boolean every = in.has(EVERY);
        var cron = in.textOrNull(CRON);
        if (every == (cron != null)) {
            throw new IllegalArgumentException("Give either `every` or `cron`, "
                    + (every ? "not both." : "one of them, such as `every: 'PT24H'`."));
        }
        return cron == null ? new Rhythm.Every(interval(in)) : Cron.parse(cron);
    }

    private static Duration interval(ConfigReader in) {
        var value = in.any(EVERY);
        if (value instanceof String text) {
            return parsed(text);
        }
        if (value instanceof Long seconds) {
            return seconds(seconds, 1);
        }
        if (value instanceof TemporalAmount amount) {
            return amount(amount);
        }
        if (value instanceof Map<?, ?>) {
            return units(in);
        }
        throw notADuration();
    }

    private static Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw notADuration();
        }
    }

    private static Duration units(ConfigReader in) {
        var inner = in.mapOrNull(EVERY);
        if (inner == null) {
            throw notADuration();
        }
        var out = unit(inner, "days", 86_400)
                .plus(unit(inner, "hours", 3600))
                .plus(unit(inner, "minutes", 60))
                .plus(unit(inner, "seconds", 1));
        inner.requireNoOtherKeys();
        return out;
    }

    private static Duration unit(ConfigReader inner, String key, long seconds) {
        return seconds(inner.longIn(key, 0, 0, 1_000_000_000), seconds);
    }

    /** Cypher's own durations; months have no fixed length. */
    private static Duration amount(TemporalAmount amount) {
        for (var unit : amount.getUnits()) {
            if (unit == ChronoUnit.MONTHS && amount.get(unit) != 0) {
                throw notADuration();
            }
        }
        return seconds(amount.get(ChronoUnit.DAYS), 86_400).plusSeconds(amount.get(ChronoUnit.SECONDS));
    }

    private static Duration seconds(long count, long each) {
        try {
            return Duration.ofSeconds(Math.multiplyExact(count, each));
        } catch (ArithmeticException e) {
            throw notADuration();
        }
    }

    private static IllegalArgumentException notADuration() {
        return new IllegalArgumentException(
                "Configuration value `every` must be an ISO-8601 duration of days or less such as "
                        + "'P1D' or 'PT5M', a number of seconds, or a map such as {minutes: 5}.");
    }
}
