package org.graphunlearning.gnn.compute;

import org.jspecify.annotations.Nullable;

/**
 * Threads, kernels and the interrupt check of one piece of work.
 *
 * <p>Everything here gives the same bits at any thread count and with either kernel. Wide dense products go to BLAS when a
 * native library loads; those bits may differ between CPU types, so {@link #description()} belongs into a model's
 * provenance. Not for concurrent use by several callers; cheap to make.
 */
public final class Compute implements AutoCloseable {
    private final Parallel parallel;
    private final Kernel kernel;
    private final Dense dense;
    private final Runnable check;
    private final Progress progress;

    private Compute(Parallel parallel, Kernel kernel, Dense dense, Runnable check, Progress progress) {
        this.parallel = parallel;
        this.kernel = kernel;
        this.dense = dense;
        this.check = check;
        this.progress = progress;
    }

    /** With {@code threads} threads in all, the caller included; between 1 and 1024. */
    public static Compute withThreads(int threads) {
        return new Compute(new Parallel(threads), Kernels.best(), Dense.best(), () -> {}, Progress.NONE);
    }

    /** The same threads, calling {@code interruptCheck} on the calling thread between blocks of work; it may throw. */
    public Compute checkingFor(Runnable interruptCheck) {
        return new Compute(parallel, kernel, dense, interruptCheck, progress);
    }

    /**
     * The same threads; work that says so tells {@code listener} how far it has come. Who passes this on to several pieces of work
     * gives each its share of the listener, or {@link Progress#NONE}.
     */
    public Compute reportingTo(Progress listener) {
        return new Compute(parallel, kernel, dense, check, listener);
    }

    /** The same threads, for the next step of the work. */
    public Compute at(String step) {
        return reportingTo(progress.step(step));
    }

    /** What is to be told how far the work has come. */
    public Progress progress() {
        return progress;
    }

    /** Number of threads, the caller included. */
    public int threads() {
        return parallel.threads();
    }

    /** Which dense backend and which kernel, e.g. {@code nd4j/scalar}. */
    public String description() {
        return dense.name() + "/" + kernel.name();
    }

    /** The dense backend, e.g. {@code nd4j}. */
    public String denseBackend() {
        return dense.name();
    }

    /** The kernel, e.g. {@code scalar}. */
    public String kernelName() {
        return kernel.name();
    }

    /** Calls the interrupt check. */
    public void check() {
        check.run();
    }

    /** Rows of equal cost; {@code work} counts the multiply-adds of all rows. */
    public void rows(int rows, long work, RowRange body) {
        parallel.rows(rows, work, check, body);
    }

    /** Rows whose cost is their number of entries times {@code width}. */
    public void rows(int[] ptr, int width, RowRange body) {
        parallel.rows(ptr, width, check, body);
    }

    /** A sparse product, parallel over rows of equal entries. */
    public void multiply(SparseProduct product) {
        parallel.rows(
                product.a().ptr(), product.out().width(), check, (from, to) -> kernel.multiply(product, from, to));
    }

    /** A sparse product on the calling thread, rows {@code [from, to)} only. */
    public void multiply(SparseProduct product, int from, int to) {
        kernel.multiply(product, from, to);
    }

    /** {@code out = A B} with {@code rows} rows, by the kernel. */
    public void multiply(DenseProduct product, int rows) {
        long work = (long) rows * product.a().width() * product.out().width();
        parallel.rows(rows, work, check, (from, to) -> kernel.multiply(product, from, to));
    }

    /** One of several independent pieces of work. */
    public interface Task {
        /**
         * Does it.
         *
         * @param task its number
         * @param alone computes on the calling thread only
         */
        void run(int task, Compute alone);
    }

    /**
     * Independent tasks, each on one thread from beginning to end: several of them at once beat one after the other on all
     * threads when they are small. Tasks start in order. The interrupt check stops all of them; they report no progress.
     */
    public void each(int tasks, Task body) {
        var relayed = new RelayedCheck(check);
        parallel.each(tasks, relayed, task -> {
            try (var alone = new Compute(new Parallel(1), kernel, dense, relayed, Progress.NONE)) {
                body.run(task, alone);
            }
        });
    }

    /** The interrupt check belongs to the calling thread; the others stop once it has thrown, with what it threw. */
    private static final class RelayedCheck implements Runnable {
        private final Thread caller = Thread.currentThread();
        private final Runnable check;
        private volatile @Nullable RuntimeException thrown;

        RelayedCheck(Runnable check) {
            this.check = check;
        }

        @Override
        public void run() {
            if (Thread.currentThread() == caller) {
                try {
                    check.run();
                } catch (RuntimeException e) {
                    thrown = e;
                    throw e;
                }
            }
            var stop = thrown;
            if (stop != null) {
                throw stop;
            }
        }
    }

    /** The dense backend. */
    Dense dense() {
        return dense;
    }

    @Override
    public void close() {
        parallel.close();
    }
}
