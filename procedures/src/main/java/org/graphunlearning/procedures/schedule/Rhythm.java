package org.graphunlearning.procedures.schedule;

import java.time.Duration;
import java.time.Instant;

/** When a schedule comes round. All times are UTC, so no hour is ever missing or double. */
sealed interface Rhythm permits Rhythm.Every, Cron {
    /** The first time strictly after {@code now}; however many times were missed before, they count as one. */
    Instant next(Instant due, Instant now);

    /** How it is stored and read back by {@link #parse}. */
    String text();

    /**
     * A fixed interval that keeps its phase: after a pause it goes on at the times it would have had without.
     *
     * @param interval whole seconds, from one minute to 366 days
     */
    record Every(Duration interval) implements Rhythm {
        private static final Duration LEAST = Duration.ofSeconds(60);
        private static final Duration MOST = Duration.ofDays(366);

        public Every {
            if (interval.compareTo(LEAST) < 0 || interval.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "Configuration value `every` must lie between 60 seconds and 366 days, not "
                                + interval.toSeconds() + " seconds.");
            }
        }

        @Override
        public Instant next(Instant due, Instant now) {
            long late = Math.max(0, Duration.between(due, now).toSeconds());
            long steps = late / interval.toSeconds() + 1;
            return due.plusSeconds(Math.multiplyExact(steps, interval.toSeconds()));
        }

        @Override
        public String text() {
            return "every " + interval;
        }
    }

    /** Reads back what {@link #text} wrote. */
    static Rhythm parse(String text) {
        return text.startsWith("every ")
                ? new Every(Duration.parse(text.substring("every ".length())))
                : Cron.parse(text.substring("cron ".length()));
    }
}
