package org.graphunlearning.procedures.schedule;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Entity;

/**
 * One run of a schedule.
 *
 * @param schedule name of the schedule
 * @param number of the run, from 1; never used again for the same name
 * @param dueAt when it should have run
 * @param startedAt when it did
 * @param finishedAt when it ended, null while it runs and when it was cut off
 * @param status how it stands
 * @param findings in the order of the checks
 */
record ScheduleRun(
        String schedule,
        long number,
        Instant dueAt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Status status,
        List<Finding> findings) {
    /** How a run stands. */
    enum Status {
        /** It is under way. */
        RUNNING,
        /** Something was checked and all of it was right. */
        PASSED,
        /** Something was wrong. */
        FAILED,
        /** Nothing was found wrong, but a check broke down. */
        ERROR,
        /** There was nothing to check; no evidence of anything. */
        SKIPPED,
        /** The database stopped meanwhile. */
        INTERRUPTED,
        /** The schedule, or this run of it, was cancelled meanwhile. */
        CANCELLED
    }

    /** A run that begins. */
    static ScheduleRun begun(Schedule schedule, long number, Instant now) {
        return new ScheduleRun(schedule.name(), number, schedule.nextRunAt(), now, null, Status.RUNNING, List.of());
    }

    /** The same run, ended. */
    ScheduleRun ended(Status how, List<Finding> found, Instant now) {
        return new ScheduleRun(schedule, number, dueAt, startedAt, now, how, List.copyOf(found));
    }

    /** The worst of the findings counts. */
    static Status status(List<Finding> findings) {
        var worst = findings.stream().map(Finding::state).max(Enum::compareTo).orElse(Finding.State.SKIPPED);
        return Status.valueOf(worst.name());
    }

    Map<String, Object> toProperties() {
        var out = new TreeMap<String, Object>(Map.of(
                "schedule", schedule,
                "number", number,
                "dueAt", Schedule.utc(dueAt),
                "startedAt", Schedule.utc(startedAt),
                "status", status.name()));
        if (finishedAt != null) {
            out.put("finishedAt", Schedule.utc(finishedAt));
        }
        out.put("checks", findings.stream().map(Finding::check).toArray(String[]::new));
        out.put("subjects", findings.stream().map(Finding::subject).toArray(String[]::new));
        out.put(
                "states",
                findings.stream().map(finding -> finding.state().name()).toArray(String[]::new));
        out.put("details", findings.stream().map(Finding::detail).toArray(String[]::new));
        return out;
    }

    static ScheduleRun of(Entity node) {
        return new ScheduleRun(
                (String) node.getProperty("schedule"),
                (Long) node.getProperty("number"),
                at(node, "dueAt"),
                at(node, "startedAt"),
                node.hasProperty("finishedAt") ? at(node, "finishedAt") : null,
                Status.valueOf((String) node.getProperty("status")),
                findings(node));
    }

    private static Instant at(Entity node, String key) {
        return ((ZonedDateTime) node.getProperty(key)).toInstant();
    }

    private static List<Finding> findings(Entity node) {
        var checks = (String[]) node.getProperty("checks");
        var subjects = (String[]) node.getProperty("subjects");
        var states = (String[]) node.getProperty("states");
        var details = (String[]) node.getProperty("details");
        var out = new ArrayList<Finding>();
        for (int i = 0; i < checks.length; i++) {
            out.add(new Finding(checks[i], subjects[i], Finding.State.valueOf(states[i]), details[i]));
        }
        return out;
    }
}
