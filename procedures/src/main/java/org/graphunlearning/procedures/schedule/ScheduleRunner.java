package org.graphunlearning.procedures.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphunlearning.procedures.job.Call;
import org.graphunlearning.procedures.job.JobCancelledException;
import org.graphunlearning.procedures.lifecycle.CallObserver;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is due, one schedule after the other, whenever {@link #tick} is called.
 *
 * <p>A run is recorded before it starts, in the transaction that moves the schedule to its next time; so a database that stops in
 * the middle neither loses the run nor repeats it for ever. However many times were missed, one run makes up for them. The checks
 * read in transactions of their own and see what is committed at that moment.
 */
final class ScheduleRunner {
    private final Ground ground;
    private final List<Check> checks;
    private final AtomicBoolean busy = new AtomicBoolean();
    private boolean tidied;

    ScheduleRunner(Ground ground, List<Check> checks) {
        this.ground = ground;
        this.checks = List.copyOf(checks);
    }

    /** All checks there are; a further one is added here. */
    static List<Check> checks(ChainCheck chain) {
        return List.of(chain, new StoredParameters(), new Absence(), new Remembered(), new Recompute());
    }

    /**
     * Runs what is due.
     *
     * @return how many runs were made; 0 also while another thread is at it
     * @throws RuntimeException the first failure to record a run, after all others had their turn
     */
    int tick() {
        if (!ground.isAvailable() || !busy.compareAndSet(false, true)) {
            return 0;
        }
        try {
            tidyOnce();
            return runDue();
        } finally {
            busy.set(false);
        }
    }

    private int runDue() {
        int runs = 0;
        @Nullable RuntimeException first = null;
        var due = ground.read(scope -> new ScheduleStore(scope.transaction()).due(now()));
        for (var name : due) {
            try {
                runs += run(name) ? 1 : 0;
            } catch (RuntimeException e) {
                if (ground.isStopped()) {
                    return runs; // the next start records what was cut off
                }
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return runs;
    }

    /** What is recorded as under way when nothing has run yet was cut off by the end of the database. */
    private void tidyOnce() {
        if (!tidied) {
            ground.write(tx -> {
                var store = new ScheduleStore(tx);
                store.running().forEach(run -> store.replace(interrupted(run)));
                return true;
            });
            tidied = true;
        }
    }

    private static ScheduleRun interrupted(ScheduleRun run) {
        return new ScheduleRun(
                run.schedule(),
                run.number(),
                run.dueAt(),
                run.startedAt(),
                null,
                ScheduleRun.Status.INTERRUPTED,
                run.findings());
    }

    /** A run that was taken on. */
    private record Begun(Schedule schedule, ScheduleRun run) {}

    private boolean run(String name) {
        var begun = begin(name).orElse(null);
        if (begun == null) {
            return false;
        }
        var ended = ended(begun.schedule());
        ground.write(tx -> {
            var store = new ScheduleStore(tx);
            boolean cancelled = ended.cancelled() || !store.exists(name);
            var status = cancelled ? ScheduleRun.Status.CANCELLED : ScheduleRun.status(ended.findings());
            store.replace(begun.run().ended(status, ended.findings(), now()));
            return true;
        });
        return true;
    }

    private Optional<Begun> begin(String name) {
        return ground.write(tx -> {
            var store = new ScheduleStore(tx);
            var now = now();
            var schedule = store.lock(name).filter(found -> !found.nextRunAt().isAfter(now));
            schedule.ifPresent(found -> store.update(found.dueAt(found.rhythm().next(found.nextRunAt(), now))));
            var run = schedule.map(found -> ScheduleRun.begun(found, store.nextNumber(name), now));
            run.ifPresent(store::add);
            return schedule.map(found -> new Begun(found, run.orElseThrow()));
        });
    }

    /** What a run came to, and whether somebody ended it before that. */
    private record Ended(List<Finding> findings, boolean cancelled) {}

    /** A run that was begun is ended with a record, whatever happens. */
    private Ended ended(Schedule schedule) {
        var call = new Call("unlearn.schedule.verify", schedule.modelName(), "", ground::terminate);
        try {
            return new Ended(ground.jobs().run(call, job -> findings(schedule, job)), false);
        } catch (JobCancelledException e) {
            return new Ended(List.of(), true);
        } catch (RuntimeException e) {
            if (ground.isStopped()) {
                throw e;
            }
            return new Ended(List.of(Broken.finding("run", schedule.modelName(), e)), false);
        }
    }

    private List<Finding> findings(Schedule schedule, CallObserver job) {
        var out = new ArrayList<Finding>();
        var subject = new Check.Subject(models(schedule), schedule.recompute());
        for (var check : checks) {
            if (!isStillThere(schedule.name())) {
                break; // cancelled: nobody wants the rest
            }
            job.progress().step(check.name());
            out.addAll(findings(check, subject, job));
        }
        return out;
    }

    private List<Finding> findings(Check check, Check.Subject subject, CallObserver job) {
        try {
            return ground.read(scope -> check.run(scope.observedBy(job), subject));
        } catch (RuntimeException e) {
            if (ground.isStopped()) {
                throw e;
            }
            job.check(); // a check that was cancelled did not break down
            return List.of(Broken.finding(check.name(), ModelName.EVERY, e));
        }
    }

    private List<String> models(Schedule schedule) {
        return schedule.modelName().equals(ModelName.EVERY)
                ? ground.read(scope -> new ModelStore(scope).names())
                : List.of(schedule.modelName());
    }

    private boolean isStillThere(String name) {
        return ground.read(scope -> new ScheduleStore(scope.transaction()).exists(name));
    }

    private Instant now() {
        return ground.clock().instant();
    }
}
