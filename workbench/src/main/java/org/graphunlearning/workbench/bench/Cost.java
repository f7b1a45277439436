package org.graphunlearning.workbench.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What one piece of work took, as a mean over repetitions.
 *
 * @param wallMillis time on the clock
 * @param cpuMillis time on all processors together, which other programs disturb far less
 */
record Cost(double wallMillis, double cpuMillis) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Measures work in this JVM; CPU time is that of its Java threads. */
    static Cost of(Runnable work, int times) {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        long wall = System.nanoTime() - start;
        return new Cost(wall / 1e6 / times, (cpuNanos() - cpu) / 1e6 / times);
    }

    private static long cpuNanos() {
        long sum = 0;
        for (long thread : THREADS.getAllThreadIds()) {
            sum += Math.max(0, THREADS.getThreadCpuTime(thread)); // -1 once it has ended
        }
        return sum;
    }
}
