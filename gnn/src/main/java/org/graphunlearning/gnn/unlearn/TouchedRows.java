package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.Graph;

/**
 * The terms of the loss that a deletion takes away or changes; all others are the same, bit for bit, before and after.
 *
 * @param removed rows before: training nodes that are deleted or lose their label
 * @param changedBefore rows before: remaining training nodes whose output can change
 * @param changedAfter the same nodes as positions among the training rows after
 */
record TouchedRows(int[] removed, int[] changedBefore, int[] changedAfter) {
    static TouchedRows of(UnlearningRequest request) {
        var before = request.before();
        var affected = AffectedNodes.of(
                before, request.forget(), request.training().model().reach());
        var gone = new BitSet();
        mark(before, request.forget().nodes(), gone);
        mark(before, request.forget().labels(), gone);
        int[] rows = before.trainingRows();
        int[] changed = Arrays.stream(rows)
                .filter(row -> affected.get(row) && !gone.get(row))
                .toArray();
        return new TouchedRows(
                Arrays.stream(rows).filter(gone::get).toArray(), changed, positions(before, changed, request.after()));
    }

    private static void mark(Graph graph, long[] keys, BitSet out) {
        for (long key : keys) {
            out.set(graph.row(key));
        }
    }

    private static int[] positions(Graph before, int[] rows, Graph after) {
        int[] training = after.trainingRows();
        return Arrays.stream(rows)
                .map(row -> Arrays.binarySearch(training, after.row(before.key(row))))
                .toArray();
    }

    /** All rows before, removed or changed, ascending. */
    int[] before() {
        var out = Arrays.copyOf(removed, removed.length + changedBefore.length);
        System.arraycopy(changedBefore, 0, out, removed.length, changedBefore.length);
        Arrays.sort(out);
        return out;
    }
}
