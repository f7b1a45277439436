package org.graphunlearning.procedures.job;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.procedure.Description;

/** What calls warned their users of, the last {@value #KEPT} sentences of each user. */
final class UserLog {
    static final int KEPT = 200;

    private final Clock clock;
    private final Map<String, Deque<Entry>> byUser = new TreeMap<>();

    UserLog(Clock clock) {
        this.clock = clock;
    }

    /** How much it matters. */
    enum Level {
        WARNING,
        ERROR
    }

    /** A sentence as {@code unlearn.userLog} lists it. */
    public record Entry(
            @Description("When it was said.") ZonedDateTime time,
            @Description("The procedure.") String task,

            @Description("The model it is about, '*' for every one; null where it is about none.") @Nullable
            String modelName,

            @Description("WARNING, or ERROR for a call that failed.")
            String level,

            @Description("The sentence.") String message) {}

    /** Takes a sentence in, and lets go of the user's oldest when there are too many. */
    synchronized void add(String user, String task, @Nullable String modelName, Level level, String message) {
        var entries = byUser.computeIfAbsent(user, unknown -> new ArrayDeque<>());
        entries.addFirst(new Entry(clock.instant().atZone(ZoneOffset.UTC), task, modelName, level.name(), message));
        if (entries.size() > KEPT) {
            entries.removeLast();
        }
    }

    /** Those of one user, the newest first. */
    synchronized List<Entry> of(String user) {
        return new ArrayList<>(byUser.getOrDefault(user, new ArrayDeque<>()));
    }
}
