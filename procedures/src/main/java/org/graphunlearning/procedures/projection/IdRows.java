package org.graphunlearning.procedures.projection;

import java.util.Arrays;

/**
 * Finds the row of an internal node id: one array read where ids are dense, which is the rule in a database, else a binary
 * search.
 */
public final class IdRows {
    private static final int SPARSENESS = 8;
    private static final int SMALL = 1 << 16;

    private final long lowest;
    private final int[] direct;
    private final long[] sortedIds;
    private final int[] rows;

    /** Indexes {@code ids[row]}; linear, or {@code O(n log n)} for scattered ids. */
    public IdRows(long[] ids) {
        lowest = Arrays.stream(ids).min().orElse(0);
        long span = ids.length == 0 ? 0 : Arrays.stream(ids).max().getAsLong() - lowest + 1;
        if (span <= Math.min(Integer.MAX_VALUE - 8, (long) ids.length * SPARSENESS + SMALL)) {
            direct = new int[(int) span];
            Arrays.fill(direct, -1);
            for (int row = 0; row < ids.length; row++) {
                direct[(int) (ids[row] - lowest)] = row;
            }
            sortedIds = new long[0];
            rows = new int[0];
        } else {
            direct = new int[0];
            var order = new int[ids.length];
            Arrays.setAll(order, row -> row);
            rows = SortedByKey.permutation(order, ids.clone());
            sortedIds = ids.clone();
            Arrays.sort(sortedIds);
        }
    }

    /** The row of an id, or -1. */
    public int row(long id) {
        if (rows.length == 0) {
            long at = id - lowest;
            return at >= 0 && at < direct.length ? direct[(int) at] : -1;
        }
        int at = Arrays.binarySearch(sortedIds, id);
        return at >= 0 ? rows[at] : -1;
    }
}
