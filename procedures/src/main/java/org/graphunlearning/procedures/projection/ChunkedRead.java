package org.graphunlearning.procedures.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;

/**
 * Runs a reading task over ranges of rows: in parallel with own transactions while the caller's transaction has changed
 * nothing, else in sequence through the caller's, which alone sees what it deleted.
 *
 * <p>Ranges are the same either way, and the failure reported is that of the lowest range, so that a caller sees the same
 * outcome at any concurrency.
 */
final class ChunkedRead {
    static final int CHUNK_ROWS = 1024;
    private static final int POLL_MILLIS = 20;

    /** Reads the rows {@code [from, to)} through one transaction. */
    interface Task {
        void read(Transaction tx, int from, int to);
    }

    private final CallScope scope;
    private final int concurrency;

    ChunkedRead(CallScope scope, int concurrency) {
        this.scope = scope;
        this.concurrency = concurrency;
    }

    static int chunks(int rows) {
        return (rows + CHUNK_ROWS - 1) / CHUNK_ROWS;
    }

    void run(int rows, Task task) {
        try {
            if (concurrency == 1 || chunks(rows) < 2 || scope.hasUncommittedChanges()) {
                inSequence(rows, task);
            } else {
                inParallel(rows, task);
            }
        } catch (NotFoundException e) {
            throw new IllegalStateException("The graph changed while it was being read; call again.");
        }
    }

    private void inSequence(int rows, Task task) {
        var guard = scope.guard();
        for (int from = 0; from < rows; from += CHUNK_ROWS) {
            guard.check();
            task.read(scope.transaction(), from, Math.min(rows, from + CHUNK_ROWS));
        }
    }

    private void inParallel(int rows, Task task) {
        var stopped = new AtomicBoolean();
        var pool = Executors.newFixedThreadPool(Math.min(concurrency, chunks(rows)));
        try {
            var pending = new ArrayList<Future<?>>();
            for (int from = 0; from < rows; from += CHUNK_ROWS) {
                int start = from;
                pending.add(pool.submit(() -> {
                    if (!stopped.get()) {
                        try (var tx = scope.beginRead()) {
                            task.read(tx, start, Math.min(rows, start + CHUNK_ROWS));
                        }
                    }
                }));
            }
            await(pending);
        } finally {
            stopped.set(true);
            pool.shutdown();
            awaitEnd(pool);
        }
    }

    private void await(List<Future<?>> pending) {
        var guard = scope.guard();
        for (var future : pending) {
            boolean done = false;
            while (!done) {
                guard.check();
                done = isDone(future);
            }
        }
    }

    private static boolean isDone(Future<?> future) {
        try {
            future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Reading the graph was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Reading the graph failed.", e.getCause());
        }
    }

    /** No task may outlive the call: the arrays it writes to and the caller's rights belong to the call. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
