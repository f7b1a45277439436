package org.graphunlearning.gnn.unlearn;

import java.util.BitSet;
import org.graphunlearning.gnn.graph.AffectedNodes;

/**
 * The terms of the loss that a deletion changes; all others are the same before and after it, bit for bit up to their share.
 *
 * @param before training rows of the graph before whose term changes or leaves, ascending
 * @param after training rows of the remaining graph whose term changed, ascending
 * @param forgotten those of {@code before} that leave the loss: deleted, or without their label
 */
record ChangedRows(int[] before, int[] after, int[] forgotten) {
    static ChangedRows of(UnlearningRequest request) {
        var graph = request.before();
        var left = request.after();
        var affected = AffectedNodes.of(
                graph, request.forget(), request.training().model().reach());
        var remaining = set(left.trainingRows());
        var before = new BitSet();
        var after = new BitSet();
        var forgotten = new BitSet();
        for (int row : graph.trainingRows()) {
            int now = left.row(graph.key(row));
            boolean stays = now >= 0 && remaining.get(now);
            if (!stays) {
                forgotten.set(row);
                before.set(row);
            } else if (affected.get(row)) {
                before.set(row);
                after.set(now);
            }
        }
        return new ChangedRows(
                before.stream().toArray(),
                after.stream().toArray(),
                forgotten.stream().toArray());
    }

    /** What is to be forgotten as rows of the graph before: those that leave the loss, or where none does those that change. */
    int[] target() {
        return forgotten.length > 0 ? forgotten : before;
    }

    private static BitSet set(int[] rows) {
        var out = new BitSet();
        for (int row : rows) {
            out.set(row);
        }
        return out;
    }
}
