package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;

/**
 * The terms of the loss that a deletion takes away or changes; all others are the same, bit for bit, before and after.
 *
 * @param removed rows before: training nodes that are deleted or lose their label
 * @param changedBefore rows before: remaining training nodes whose output can change
 * @param changedAfter the same nodes as positions among the training rows after
 */
record TouchedRows(int[] removed, int[] changedBefore, int[] changedAfter) {
    static TouchedRows of(UnlearningRequest request) {
        var rows = ChangedRows.of(request);
        int[] changed = Arrays.stream(rows.before())
                .filter(row -> Arrays.binarySearch(rows.forgotten(), row) < 0)
                .toArray();
        int[] training = request.after().trainingRows();
        int[] positions = Arrays.stream(rows.after())
                .map(row -> Arrays.binarySearch(training, row))
                .toArray();
        return new TouchedRows(rows.forgotten(), changed, positions);
    }
}
