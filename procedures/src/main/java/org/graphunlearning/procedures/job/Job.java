package org.graphunlearning.procedures.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongSupplier;
import org.graphunlearning.gnn.compute.Progress;
import org.graphunlearning.procedures.lifecycle.CallObserver;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its start until it is forgotten. It is cancelled or it comes to its end, never both: a call that had nothing left to
 * do but return fails if it was cancelled before.
 */
final class Job implements CallObserver {
    private final long number;
    private final Call call;
    private final Instant started;
    private final LongSupplier nanoTime;
    private final UserLog log;
    private final long startNanos;
    private @Nullable Runnable stop; // goes with the call, for it holds a transaction
    private volatile JobStatus status = JobStatus.RUNNING;
    private volatile @Nullable Step step;
    private volatile long nanos = -1;

    Job(long number, Call call, Instant started, LongSupplier nanoTime, UserLog log) {
        this.number = number;
        this.call = new Call(call.task(), call.modelName(), call.user(), () -> {});
        this.started = started;
        this.nanoTime = nanoTime;
        this.log = log;
        this.startNanos = nanoTime.getAsLong();
        this.stop = call.stop();
    }

    String id() {
        return "job-" + number;
    }

    long number() {
        return number;
    }

    String user() {
        return call.user();
    }

    boolean isRunning() {
        return status == JobStatus.RUNNING;
    }

    @Override
    public Progress progress() {
        return new Progress() {
            @Override
            public void reached(double share) {} // steps have no common length

            @Override
            public Progress step(String name) {
                var entered = new Step(name);
                step = entered;
                return entered;
            }
        };
    }

    @Override
    public void check() {
        if (status == JobStatus.CANCELLED) {
            throw new JobCancelledException(id(), null);
        }
    }

    @Override
    public void warned(String modelName, List<String> warnings) {
        for (var warning : warnings) {
            log.add(call.user(), call.task(), modelName, UserLog.Level.WARNING, warning);
        }
    }

    /** Ends the call; tells whether there was anything to end. */
    synchronized boolean cancel() {
        if (status != JobStatus.RUNNING) {
            return false;
        }
        status = JobStatus.CANCELLED;
        if (stop != null) {
            stop.run();
        }
        return true;
    }

    /**
     * The call has done its work.
     *
     * @throws JobCancelledException when it was cancelled before
     */
    synchronized void finished() {
        check();
        status = JobStatus.FINISHED;
        over();
    }

    /** The call threw; what it throws further. */
    synchronized RuntimeException failed(RuntimeException thrown) {
        over();
        if (status == JobStatus.CANCELLED) {
            return thrown instanceof JobCancelledException ? thrown : new JobCancelledException(id(), thrown);
        }
        broken(thrown);
        return thrown;
    }

    /** An error went through. */
    synchronized void failed(Error thrown) {
        over();
        broken(thrown);
    }

    /** Messages may name elements of the graph, so only the kind of a failure is kept. */
    private void broken(Throwable thrown) {
        if (status == JobStatus.RUNNING) {
            status = JobStatus.FAILED;
            log.add(
                    call.user(),
                    call.task(),
                    call.modelName(),
                    UserLog.Level.ERROR,
                    "The call failed (" + thrown.getClass().getSimpleName() + "); its caller was told why.");
        }
    }

    private void over() {
        nanos = nanoTime.getAsLong() - startNanos;
        stop = null;
    }

    /** As it is now. */
    JobRow row() {
        var now = status;
        var current = step;
        long took = nanos;
        return new JobRow(
                id(),
                call.task(),
                call.modelName(),
                call.user().isEmpty() ? null : call.user(),
                current == null ? null : current.text(),
                now == JobStatus.FINISHED ? (Double) 1.0 : current == null ? null : current.share(),
                now.name(),
                started.atZone(ZoneOffset.UTC),
                (took < 0 ? nanoTime.getAsLong() - startNanos : took) / 1_000_000);
    }
}
