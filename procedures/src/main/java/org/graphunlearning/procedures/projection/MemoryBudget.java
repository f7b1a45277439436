package org.graphunlearning.procedures.projection;

/** Refuses work that cannot fit the heap before it is begun, because an OutOfMemoryError hurts the whole server. */
public final class MemoryBudget {
    private MemoryBudget() {}

    /** Heap bytes that could still be allocated, garbage not yet collected excluded. */
    public static long freeBytes() {
        var runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /**
     * Checks that so many bytes are free.
     *
     * @param purpose what for, as the subject of the sentence
     * @throws IllegalStateException when they are not, even after a collection
     */
    public static void require(String purpose, long requiredBytes) {
        if (requiredBytes > freeBytes()) {
            System.gc(); // garbage counts as used until collected, and refusing for its sake would be wrong
            if (requiredBytes > freeBytes()) {
                throw new IllegalStateException(purpose + " needs about " + mebibytes(requiredBytes)
                        + " MiB of heap but only " + mebibytes(freeBytes())
                        + " MiB are free; raise `server.memory.heap.max_size` or project less.");
            }
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes >> 20) + 1;
    }
}
