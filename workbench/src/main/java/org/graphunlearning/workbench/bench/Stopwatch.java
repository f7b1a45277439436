package org.graphunlearning.workbench.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Time and memory since a moment. */
final class Stopwatch {
    private final long allocated = allocatedBytes();
    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * Megabytes that all Java threads have allocated since, freed or not: no less than what was in use at once. NaN where the
     * runtime does not count them.
     */
    double allocatedMegabytes() {
        return allocated < 0 ? Double.NaN : (allocatedBytes() - allocated) / (1024.0 * 1024.0);
    }

    private static long allocatedBytes() {
        var threads = ManagementFactory.getThreadMXBean();
        if (!(threads instanceof com.sun.management.ThreadMXBean counting)
                || !counting.isThreadAllocatedMemorySupported()) {
            return -1;
        }
        return Arrays.stream(counting.getThreadAllocatedBytes(counting.getAllThreadIds()))
                .filter(bytes -> bytes > 0) // -1 once a thread has ended
                .sum();
    }
}
