package org.graphunlearning.procedures.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One daemon thread that does the same thing again and again, with a pause in between, until it is stopped. A failure is told once
 * and not again before something succeeded: a database that cannot be written to must not fill its log.
 */
final class Ticker {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(daemons());
    private final Runnable work;
    private final Consumer<RuntimeException> failed;
    private boolean silent;

    Ticker(Runnable work, Consumer<RuntimeException> failed) {
        this.work = work;
        this.failed = failed;
    }

    /** Begins after the first pause. */
    void start(Duration pause) {
        var unused =
                thread.scheduleWithFixedDelay(this::tick, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            work.run();
            silent = false;
        } catch (RuntimeException e) { // an exception that got out would end the repetition
            if (!silent) {
                failed.accept(e);
            }
            silent = true;
        }
    }

    /**
     * Lets nothing start any more and waits for what runs; what does not end by itself is interrupted and waited for once more. An
     * interrupt closes files under a reading thread, so it is not the first means.
     *
     * @return whether it ended in time
     */
    boolean stop(Duration patience) {
        try {
            thread.shutdown();
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
            return thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ThreadFactory daemons() {
        var plain = Executors.defaultThreadFactory();
        return work -> {
            var thread = plain.newThread(work);
            thread.setDaemon(true);
            thread.setName("unlearn-schedule");
            return thread;
        };
    }
}
