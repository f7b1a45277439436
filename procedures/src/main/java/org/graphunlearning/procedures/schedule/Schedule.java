package org.graphunlearning.procedures.schedule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recurring verification as it is stored.
 *
 * @param name 1 to 64 letters, digits, {@code _}, {@code .} and {@code -}; distinct
 * @param modelName the model to verify, {@code *} for every model there is when a run starts
 * @param rhythm when it runs
 * @param recompute whether models that claim to be exact are trained again and compared
 * @param nextRunAt when it is due next
 * @param createdAt when it was made
 */
record Schedule(String name, String modelName, Rhythm rhythm, boolean recompute, Instant nextRunAt, Instant createdAt) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,63}");

    static String checkedName(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "`name` takes 1 to 64 letters, digits, `_`, `.` and `-` and begins with a letter, a digit or `_`.");
        }
        return name;
    }

    Map<String, Object> toProperties() {
        return Map.of(
                "name",
                name,
                "modelName",
                modelName,
                "rhythm",
                rhythm.text(),
                "recompute",
                recompute,
                "nextRunAt",
                utc(nextRunAt),
                "createdAt",
                utc(createdAt));
    }

    static Schedule of(Map<String, Object> properties) {
        if (properties.get("name") instanceof String name
                && properties.get("modelName") instanceof String modelName
                && properties.get("rhythm") instanceof String rhythm
                && properties.get("recompute") instanceof Boolean recompute
                && properties.get("nextRunAt") instanceof ZonedDateTime nextRunAt
                && properties.get("createdAt") instanceof ZonedDateTime createdAt) {
            return new Schedule(
                    name, modelName, Rhythm.parse(rhythm), recompute, nextRunAt.toInstant(), createdAt.toInstant());
        }
        throw new IllegalStateException(
                "A stored schedule lacks a valid property; its `UnlearnSchedule` node was changed from "
                        + "outside, so delete that node and schedule again.");
    }

    Schedule dueAt(Instant next) {
        return new Schedule(name, modelName, rhythm, recompute, next, createdAt);
    }

    static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }
}
