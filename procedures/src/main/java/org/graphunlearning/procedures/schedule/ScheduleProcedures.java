package org.graphunlearning.procedures.schedule;

import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/**
 * {@code unlearn.schedule.*}. Making and cancelling a schedule takes the right to write; the runs themselves act for no user: they may
 * read the whole database, whatever the rights of whoever made the schedule, and yield names of models, counts and hashes only.
 */
@NullUnmarked
public class ScheduleProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Makes a schedule. */
    @Procedure(name = "unlearn.schedule.verify", mode = Mode.WRITE)
    @Description(
            "Verifies models again and again: their certificates, their stored parameters and that nothing forgotten is "
                    + "back; survives a restart.")
    public Stream<VerifyRow> verify(
            @Name(value = "name", description = "A new name for the schedule.") String name,
            @Name(value = "configuration", description = "`every` or `cron` (UTC), `modelName`, `recompute`.")
                    Map<String, Object> configuration) {
        var config = ScheduleConfig.parse(configuration);
        var schedule = new Scheduling(scope).create(Schedule.checkedName(name), config);
        return Stream.of(VerifyRow.of(schedule, config));
    }

    /** Lists schedules. */
    @Procedure(name = "unlearn.schedule.list", mode = Mode.READ)
    @Description("Lists the schedules with their next and their last run.")
    public Stream<ListRow> list() {
        var store = new ScheduleStore(scope.transaction());
        return store.all().stream().map(schedule -> ListRow.of(schedule, store.runs(schedule.name())));
    }

    /** Cancels a schedule. */
    @Procedure(name = "unlearn.schedule.cancel", mode = Mode.WRITE)
    @Description("Removes a schedule and ends its run if one is under way; the results of earlier runs stay.")
    public Stream<CancelRow> cancel(@Name(value = "name", description = "The schedule.") String name) {
        var cancelled = new ScheduleStore(scope.transaction()).delete(Schedule.checkedName(name));
        return Stream.of(new CancelRow(cancelled.name(), cancelled.modelName()));
    }

    /** Shows what came out. */
    @Procedure(name = "unlearn.schedule.results", mode = Mode.READ)
    @Description("Lists the last 100 runs of a schedule, the latest first, also of one that was cancelled.")
    public Stream<ResultRow> results(@Name(value = "name", description = "The schedule.") String name) {
        return new Scheduling(scope)
                .results(Schedule.checkedName(name)).stream().map(ResultRow::of);
    }

    /** A schedule that was made. */
    public record VerifyRow(
            @Description("Name of the schedule.") String name,

            @Description("The model it verifies, '*' for every model.")
            String modelName,

            @Description("When it runs first, in UTC.") ZonedDateTime nextRunAt,

            @Description("The configuration in effect, defaults included.")
            Map<String, Object> configuration) {
        static VerifyRow of(Schedule schedule, ScheduleConfig config) {
            return new VerifyRow(
                    schedule.name(), schedule.modelName(), Schedule.utc(schedule.nextRunAt()), config.resolved());
        }
    }

    /** A schedule. */
    public record ListRow(
            @Description("Name of the schedule.") String name,

            @Description("The model it verifies, '*' for every model.")
            String modelName,

            @Description("When it comes round: an interval or a cron line.")
            String rhythm,

            @Description("Whether exact models are trained again and compared.")
            boolean recompute,

            @Description("When it runs next, in UTC.") ZonedDateTime nextRunAt,

            @Description("When it ran last, null if it never did.")
            ZonedDateTime lastRunAt,

            @Description("How that run stands, null if there was none.")
            String lastStatus,

            @Description("Runs so far.") long runs) {
        static ListRow of(Schedule schedule, List<ScheduleRun> runs) {
            var last = runs.isEmpty() ? null : runs.get(0);
            return new ListRow(
                    schedule.name(),
                    schedule.modelName(),
                    schedule.rhythm().text(),
                    schedule.recompute(),
                    Schedule.utc(schedule.nextRunAt()),
                    last == null ? null : Schedule.utc(last.startedAt()),
                    last == null ? null : last.status().name(),
                    last == null ? 0 : last.number());
        }
    }

    /** A schedule that was cancelled. */
    public record CancelRow(
            @Description("Name of the schedule.") String name,
            @Description("The model it verified.") String modelName) {}

    /** A run. */
    public record ResultRow(
            @Description("Name of the schedule.") String name,

            @Description("Number of the run, from 1.") long run,

            @Description("RUNNING, PASSED, FAILED, ERROR, SKIPPED, INTERRUPTED or CANCELLED.")
            String status,

            @Description("When it should have run, in UTC.") ZonedDateTime dueAt,

            @Description("When it started.") ZonedDateTime startedAt,

            @Description("When it ended, null if it did not.")
            ZonedDateTime finishedAt,

            @Description("One map per check: check, modelName, state, detail.")
            List<Map<String, Object>> checks) {
        static ResultRow of(ScheduleRun run) {
            return new ResultRow(
                    run.schedule(),
                    run.number(),
                    run.status().name(),
                    Schedule.utc(run.dueAt()),
                    Schedule.utc(run.startedAt()),
                    run.finishedAt() == null ? null : Schedule.utc(run.finishedAt()),
                    run.findings().stream().map(ResultRow::check).toList());
        }

        private static Map<String, Object> check(Finding finding) {
            var out = new LinkedHashMap<String, Object>();
            out.put("check", finding.check());
            out.put("modelName", finding.subject());
            out.put("state", finding.state().name());
            out.put("detail", finding.detail());
            return out;
        }
    }
}
