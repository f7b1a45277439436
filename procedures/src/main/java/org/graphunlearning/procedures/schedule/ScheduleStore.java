package org.graphunlearning.procedures.schedule;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.graphunlearning.procedures.config.NearestName;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Schedules and their runs as nodes of their own, without relationships: {@code (:UnlearnSchedule {name, modelName, rhythm, recompute,
 * nextRunAt, createdAt})} and {@code (:UnlearnScheduleRun {schedule, number, status, ...})}, of which the last {@value #RUNS_KEPT}
 * of each schedule are kept, also after it was cancelled.
 */
final class ScheduleStore {
    static final int RUNS_KEPT = 100;

    private static final Label SCHEDULE = Label.label("UnlearnSchedule");
    private static final Label RUN = Label.label("UnlearnScheduleRun");
    private static final Comparator<Node> BY_NUMBER =
            Comparator.comparingLong(node -> ((Number) node.getProperty("number")).longValue());

    private final Transaction tx;

    ScheduleStore(Transaction tx) {
        this.tx = tx;
    }

    void create(Schedule schedule) {
        schedule.toProperties().forEach(tx.createNode(SCHEDULE)::setProperty);
    }

    boolean exists(String name) {
        return node(name).isPresent();
    }

    /** All, by name. */
    List<Schedule> all() {
        var out = new ArrayList<Schedule>();
        try (var nodes = tx.findNodes(SCHEDULE)) {
            nodes.forEachRemaining(node -> out.add(Schedule.of(node.getAllProperties())));
        }
        out.sort(Comparator.comparing(Schedule::name));
        return out;
    }

    /** Names of those that are due, the longest overdue first. */
    List<String> due(Instant now) {
        record Due(String name, Instant at) {}
        var out = new ArrayList<Due>();
        try (var nodes = tx.findNodes(SCHEDULE)) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                if (node.getProperty("name", null) instanceof String name
                        && node.getProperty("nextRunAt", null) instanceof ZonedDateTime at
                        && !at.toInstant().isAfter(now)) {
                    out.add(new Due(name, at.toInstant()));
                }
            }
        }
        out.sort(Comparator.comparing(Due::at).thenComparing(Due::name));
        return out.stream().map(Due::name).toList();
    }

    /** Holds a schedule and reads it; empty when it was cancelled. */
    Optional<Schedule> lock(String name) {
        var node = node(name);
        node.ifPresent(tx::acquireWriteLock);
        return node(name).map(found -> Schedule.of(found.getAllProperties()));
    }

    void update(Schedule schedule) {
        node(schedule.name()).ifPresent(node -> schedule.toProperties().forEach(node::setProperty));
    }

    /**
     * Takes a schedule out; its runs stay.
     *
     * @throws IllegalArgumentException when there is none of that name, with the nearest name that exists
     */
    Schedule delete(String name) {
        var node = node(name).orElseThrow(() -> unknown(name));
        var out = Schedule.of(node.getAllProperties());
        node.delete();
        return out;
    }

    IllegalArgumentException unknown(String name) {
        var names = all().stream().map(Schedule::name).toList();
        return new IllegalArgumentException("Schedule `" + name + "` does not exist." + NearestName.hint(name, names));
    }

    /** The number of the run after the last one recorded. */
    long nextNumber(String schedule) {
        var runs = runNodes(schedule);
        return runs.isEmpty() ? 1 : ScheduleRun.of(runs.get(runs.size() - 1)).number() + 1;
    }

    /** Records a run for the first time, and forgets those that are too many. */
    void add(ScheduleRun run) {
        run.toProperties().forEach(tx.createNode(RUN)::setProperty);
        var all = runNodes(run.schedule());
        all.subList(0, Math.max(0, all.size() - RUNS_KEPT)).forEach(Node::delete);
    }

    /** Replaces what is recorded of a run. */
    void replace(ScheduleRun run) {
        runNodes(run.schedule()).stream()
                .filter(node -> ScheduleRun.of(node).number() == run.number())
                .forEach(node -> run.toProperties().forEach(node::setProperty));
    }

    /** Runs of a schedule, the latest first. */
    List<ScheduleRun> runs(String schedule) {
        return runNodes(schedule).stream()
                .sorted(BY_NUMBER.reversed())
                .map(ScheduleRun::of)
                .toList();
    }

    /** Runs that are recorded as under way. */
    List<ScheduleRun> running() {
        try (var nodes = tx.findNodes(RUN, "status", ScheduleRun.Status.RUNNING.name())) {
            return nodes.stream().sorted(BY_NUMBER).map(ScheduleRun::of).toList();
        }
    }

    private List<Node> runNodes(String schedule) {
        try (var nodes = tx.findNodes(RUN, "schedule", schedule)) {
            return new ArrayList<>(nodes.stream().sorted(BY_NUMBER).toList());
        }
    }

    private Optional<Node> node(String name) {
        try (var nodes = tx.findNodes(SCHEDULE, "name", name)) {
            return nodes.stream().findFirst();
        }
    }
}
