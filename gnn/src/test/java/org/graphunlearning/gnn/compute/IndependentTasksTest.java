package org.graphunlearning.gnn.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Compute#each}: who runs what, and how everybody stops. */
@Timeout(60)
class IndependentTasksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyTaskRunsOnce(int threads) {
        var runs = new AtomicIntegerArray(50);
        try (var compute = Compute.withThreads(threads)) {
            compute.each(50, (task, alone) -> runs.incrementAndGet(task));
        }

        for (int task = 0; task < 50; task++) {
            assertThat(runs.get(task)).isEqualTo(1);
        }
    }

    @Test
    void noTasksMeansNoWork() {
        var runs = new AtomicInteger();
        try (var compute = Compute.withThreads(2)) {
            compute.each(0, (task, alone) -> runs.incrementAndGet());
        }

        assertThat(runs.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aTaskComputesOnItsOwnThreadOnly(int threads) {
        var widest = new AtomicInteger();
        try (var compute = Compute.withThreads(threads)) {
            compute.each(8, (task, alone) -> widest.accumulateAndGet(alone.threads(), Math::max));
        }

        assertThat(widest.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFailureComesOut(int threads) {
        try (var compute = Compute.withThreads(threads)) {
            assertThatThrownBy(() -> compute.each(10, (task, alone) -> {
                        if (task == 4) {
                            throw new IllegalStateException("task 4");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task 4");
        }
    }

    @Test
    void aFailureOfAWorkerComesOut() {
        var caller = Thread.currentThread();
        var workerBegan = new CountDownLatch(1);
        try (var compute = Compute.withThreads(2)) {
            assertThatThrownBy(() -> compute.each(2, (task, alone) -> {
                        if (Thread.currentThread() == caller) {
                            await(workerBegan);
                        } else {
                            workerBegan.countDown();
                            throw new IllegalStateException("worker");
                        }
                    }))
                    .hasMessage("worker");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatTheInterruptCheckThrowsComesOut(int threads) {
        var terminated = new AtomicBoolean();
        try (var compute = Compute.withThreads(threads)) {
            var stopping = compute.checkingFor(() -> {
                if (terminated.get()) {
                    throw new IllegalStateException("terminated");
                }
            });

            assertThatThrownBy(() -> stopping.each(10, (task, alone) -> {
                        terminated.set(true);
                        untilItThrows(alone);
                    }))
                    .hasMessage("terminated");
        }
    }

    @Test
    void theInterruptCheckRunsOnTheCallingThreadOnly() {
        var caller = Thread.currentThread();
        var foreign = new AtomicBoolean();
        try (var compute = Compute.withThreads(3)) {
            compute.checkingFor(() -> foreign.compareAndSet(false, Thread.currentThread() != caller))
                    .each(20, (task, alone) -> alone.check());
        }

        assertThat(foreign.get()).isFalse();
    }

    /** The caller has nothing left to do but wait: it must not wait for the longest task before it looks. */
    @Test
    void theInterruptCheckStopsWorkersWhileTheCallerWaits() {
        var caller = Thread.currentThread();
        var workerBegan = new CountDownLatch(1);
        var terminated = new AtomicBoolean();
        try (var compute = Compute.withThreads(2)) {
            var stopping = compute.checkingFor(() -> {
                if (terminated.get()) {
                    throw new IllegalStateException("terminated");
                }
            });

            assertThatThrownBy(() -> stopping.each(2, (task, alone) -> {
                        if (Thread.currentThread() == caller) {
                            await(workerBegan);
                        } else {
                            workerBegan.countDown();
                            terminated.set(true);
                            untilItThrows(alone);
                        }
                    }))
                    .hasMessage("terminated");
        }
    }

    @Test
    void theThreadsAreStillUsableAfterAStop() {
        var runs = new AtomicInteger();
        try (var compute = Compute.withThreads(2)) {
            assertThatThrownBy(() -> compute.each(2, (task, alone) -> {
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
            compute.each(5, (task, alone) -> runs.incrementAndGet());
        }

        assertThat(runs.get()).isEqualTo(5);
    }

    private static void untilItThrows(Compute alone) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline) {
            alone.check();
            Thread.onSpinWait();
        }
        throw new IllegalStateException("The check never threw.");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
