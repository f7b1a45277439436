package org.graphunlearning.procedures.job;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.graphunlearning.procedures.config.NearestName;
import org.graphunlearning.procedures.lifecycle.CallObserver;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;

/**
 * The calls of one database that are under way, and the last {@value #KEPT} that ended. In memory only: a restart forgets them, and
 * nothing in here names an element of the graph.
 */
public final class Jobs extends LifecycleAdapter {
    static final int KEPT = 100;

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final UserLog log;
    private final TreeMap<Long, Job> jobs = new TreeMap<>(Comparator.reverseOrder());
    private final Deque<Job> ended = new ArrayDeque<>();
    private long last;

    Jobs(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.log = new UserLog(clock);
    }

    /** Those of a call's database. */
    public static Jobs of(CallScope scope) {
        return scope.extension(Jobs.class);
    }

    /**
     * Does what a procedure was called for, as a job.
     *
     * @param task the procedure
     * @param modelName the model it is about; null for none
     * @param work is given the same call, watched
     * @throws JobCancelledException when somebody cancels it meanwhile
     */
    public static <T> T run(CallScope scope, String task, @Nullable String modelName, Function<CallScope, T> work) {
        var user = scope.security().subject().executingUser();
        var call = new Call(task, modelName, user, scope::terminate);
        return of(scope).run(call, observer -> work.apply(scope.observedBy(observer)));
    }

    /**
     * The same for work in several transactions.
     *
     * @param work is given what watches each of them
     */
    public <T> T run(Call call, Function<CallObserver, T> work) {
        var job = begin(call);
        try {
            var out = work.apply(job);
            job.finished();
            return out;
        } catch (RuntimeException e) {
            throw job.failed(e);
        } catch (Error e) {
            job.failed(e);
            throw e;
        } finally {
            ended(job);
        }
    }

    private synchronized Job begin(Call call) {
        var job = new Job(++last, call, clock.instant(), nanoTime, log);
        jobs.put(job.number(), job);
        return job;
    }

    /** The first to have ended goes first, however long ago it began. */
    private synchronized void ended(Job job) {
        ended.addLast(job);
        if (ended.size() > KEPT) {
            jobs.remove(ended.removeFirst().number());
        }
    }

    /** Those somebody may see, the newest first. */
    synchronized List<Job> seenBy(Viewer viewer) {
        return jobs.values().stream().filter(viewer::maySee).toList();
    }

    /** How many are running of those the caller may see. */
    public long running(CallScope scope) {
        return seenBy(Viewer.of(scope)).stream().filter(Job::isRunning).count();
    }

    /**
     * Ends a job.
     *
     * @throws IllegalArgumentException when the viewer sees none of that name
     * @throws IllegalStateException when it is not running, or the viewer may see but not end it
     */
    JobRow cancel(String jobId, Viewer viewer) {
        var seen = seenBy(viewer);
        var job =
                seen.stream().filter(one -> one.id().equals(jobId)).findFirst().orElseThrow(() -> unknown(jobId, seen));
        if (!viewer.mayEnd(job)) {
            throw new IllegalStateException("Job `" + jobId
                    + "` belongs to another user; ask them or somebody who may terminate their transactions.");
        }
        if (!job.cancel()) {
            throw new IllegalStateException("Job `" + jobId + "` is no longer running ("
                    + job.row().status() + "), so there is nothing to cancel.");
        }
        return job.row();
    }

    private static IllegalArgumentException unknown(String jobId, List<Job> seen) {
        var running = seen.stream().filter(Job::isRunning).map(Job::id).toList();
        return new IllegalArgumentException("Job `" + jobId + "` does not exist or is forgotten."
                + NearestName.hint(jobId, running) + " `CALL unlearn.listProgress()` lists those there are.");
    }

    /** What calls warned a user of. */
    UserLog log() {
        return log;
    }
}
