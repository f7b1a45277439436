package org.graphunlearning.gnn.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeTest {
    private static final long HEAVY = 1L << 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyRowRunsOnce(int threads) {
        var ptr = new int[1001];
        for (int i = 0; i < 1000; i++) {
            ptr[i + 1] = ptr[i] + (i % 97 == 0 ? 5000 : i % 3);
        }
        var byRows = new AtomicIntegerArray(1000);
        var byEntries = new AtomicIntegerArray(1000);
        try (var compute = Compute.withThreads(threads)) {
            compute.rows(1000, HEAVY, (from, to) -> count(byRows, from, to));
            compute.rows(ptr, 64, (from, to) -> count(byEntries, from, to));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(byRows.get(i)).isEqualTo(1);
            assertThat(byEntries.get(i)).isEqualTo(1);
        }
    }

    private static void count(AtomicIntegerArray counts, int from, int to) {
        for (int i = from; i < to; i++) {
            counts.incrementAndGet(i);
        }
    }

    @Test
    void noRowsMeansNoWork() {
        try (var compute = Compute.withThreads(2)) {
            compute.rows(0, 0, (from, to) -> assertThat(to).isEqualTo(from));
        }
    }

    @Test
    void aFailureReachesTheCallerAfterAllThreadsStopped() {
        var running = new AtomicInteger();
        try (var compute = Compute.withThreads(4)) {
            assertThatThrownBy(() -> compute.rows(100, HEAVY, (from, to) -> {
                        running.incrementAndGet();
                        try {
                            if (from > 10) {
                                throw new IllegalStateException("row " + from);
                            }
                        } finally {
                            running.decrementAndGet();
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("row ");
            assertThat(running.get()).isZero();
        }
    }

    @Test
    void theInterruptCheckStopsTheWork() {
        var rows = new AtomicInteger();
        try (var compute = Compute.withThreads(2)) {
            var stopping = compute.checkingFor(() -> {
                throw new IllegalStateException("terminated");
            });
            assertThatThrownBy(() -> stopping.rows(1_000_000, HEAVY, (from, to) -> rows.addAndGet(to - from)))
                    .hasMessage("terminated");
            assertThat(rows.get()).isLessThan(1_000_000);
            // The pool is still usable.
            compute.rows(10, HEAVY, (from, to) -> rows.set(-1));
            assertThat(rows.get()).isEqualTo(-1);
        }
    }

    @Test
    void refusesNoThreads() {
        assertThatThrownBy(() -> Compute.withThreads(0)).hasMessage("Threads must lie between 1 and 1024, not 0.");
    }
}
