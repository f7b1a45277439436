package org.graphunlearning.gnn.compute;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A fixed pool of {@code threads - 1} workers plus the caller.
 *
 * <p>Work is cut into ranges of rows; which thread takes which range is left to chance, and must not matter: each output
 * element has exactly one writer, which sums in a fixed order. Work below about 100 microseconds stays on the caller.
 */
final class Parallel implements AutoCloseable {
    /** Multiply-adds below which waking a second thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 400_000;

    /** Ranges per thread, so that a slow core does not hold up the rest. */
    private static final int RANGES_PER_THREAD = 4;

    /** Multiply-adds between two interrupt checks, about 10 milliseconds. */
    private static final long BETWEEN_CHECKS = 50_000_000;

    /** While the caller waits for its workers. */
    private static final long MILLIS_BETWEEN_CHECKS = 20;

    private final int threads;
    private final ExecutorService workers;

    Parallel(int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("Threads must lie between 1 and 1024, not " + threads + ".");
        }
        this.threads = threads;
        this.workers = Executors.newFixedThreadPool(Math.max(1, threads - 1), daemons());
    }

    private static ThreadFactory daemons() {
        var plain = Executors.defaultThreadFactory();
        return task -> {
            var thread = plain.newThread(task);
            thread.setDaemon(true);
            thread.setName("unlearn-compute-" + thread.getName());
            return thread;
        };
    }

    int threads() {
        return threads;
    }

    /** Rows of equal cost; {@code work} is the multiply-adds of all of them. */
    void rows(int rows, long work, Runnable check, RowRange body) {
        int ranges = ranges(rows, work);
        run(ranges, check, range -> body.run(cut(rows, range, ranges), cut(rows, range + 1, ranges)));
    }

    /** Rows whose cost is their number of entries; {@code width} multiply-adds each. */
    void rows(int[] ptr, int width, Runnable check, RowRange body) {
        int rows = ptr.length - 1;
        long entries = ptr[rows];
        int ranges = ranges(rows, (entries + rows) * width);
        run(ranges, check, range -> body.run(cut(ptr, range, ranges), cut(ptr, range + 1, ranges)));
    }

    private int ranges(int rows, long work) {
        if (work < WORTH_A_THREAD) {
            return 1;
        }
        long wanted = Math.max(threads == 1 ? 1 : threads * RANGES_PER_THREAD, work / BETWEEN_CHECKS);
        return (int) Math.min(Math.max(1, rows), wanted);
    }

    private static int cut(int rows, int range, int ranges) {
        return (int) ((long) rows * range / ranges);
    }

    /** First row at or after an equal share of entries and rows together. */
    private static int cut(int[] ptr, int range, int ranges) {
        int rows = ptr.length - 1;
        long share = ((long) ptr[rows] + rows) * range / ranges;
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if ((long) ptr[middle] + middle < share) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return range == ranges ? rows : low;
    }

    /** Tasks of their own, one thread each, in order. */
    void each(int tasks, Runnable check, Task task) {
        run(tasks, check, task);
    }

    interface Task {
        void run(int range);
    }

    private void run(int ranges, Runnable check, Task task) {
        check.run();
        if (ranges <= 1 || threads == 1) {
            for (int range = 0; range < ranges; range++) {
                check.run();
                task.run(range);
            }
            return;
        }
        var next = new AtomicInteger();
        var failure = new AtomicReference<Throwable>();
        int helpers = Math.min(threads, ranges) - 1;
        var done = new CountDownLatch(helpers);
        for (int i = 0; i < helpers; i++) {
            workers.execute(() -> {
                take(next, ranges, task, failure);
                done.countDown();
            });
        }
        take(
                next,
                ranges,
                range -> {
                    check.run();
                    task.run(range);
                },
                failure);
        await(done, check, failure);
        rethrow(failure.get());
    }

    private static void take(AtomicInteger next, int ranges, Task task, AtomicReference<Throwable> failure) {
        try {
            for (int range = next.getAndIncrement(); range < ranges; range = next.getAndIncrement()) {
                task.run(range);
            }
        } catch (RuntimeException | Error e) {
            next.set(ranges); // nobody starts another range
            failure.compareAndSet(null, e);
        }
    }

    /**
     * Workers write into the caller's buffers: never leave before they have stopped, even when interrupted. A task can take
     * minutes, so the check goes on meanwhile; what it throws reaches the workers through their own checks.
     */
    private static void await(CountDownLatch done, Runnable check, AtomicReference<Throwable> failure) {
        boolean interrupted = false;
        boolean stopped = false;
        while (true) {
            try {
                if (done.await(MILLIS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS)) {
                    break;
                }
                if (!stopped) {
                    check.run();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (RuntimeException | Error e) {
                stopped = true;
                failure.compareAndSet(null, e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
