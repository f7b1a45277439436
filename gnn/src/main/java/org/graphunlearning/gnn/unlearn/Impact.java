package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;

/**
 * Whom a deletion reaches.
 *
 * @param affectedNodes remaining rows whose output can change
 * @param affectedTrainingNodes those of them in the loss
 * @param reachesTraining whether training from scratch could give other bits: a row of the loss, or of the validation loss
 *     when that decides when to stop, is affected, forgotten or loses its label
 */
record Impact(int affectedNodes, int affectedTrainingNodes, boolean reachesTraining) {
    static Impact of(UnlearningRequest request) {
        var before = request.before();
        var affected = AffectedNodes.of(
                before, request.forget(), request.training().model().reach());
        var training = asSet(before.trainingRows());
        var decisive = (BitSet) training.clone();
        if (request.training().patience() > 0) {
            decisive.or(asSet(before.split().rows(Role.VALIDATION)));
        }
        int affectedNodes = affected.cardinality();
        training.and(affected);
        var touched = affected;
        addRows(touched, before, request.forget().nodes());
        addRows(touched, before, request.forget().labels());
        return new Impact(affectedNodes, training.cardinality(), decisive.intersects(touched));
    }

    private static BitSet asSet(int[] rows) {
        var out = new BitSet();
        Arrays.stream(rows).forEach(out::set);
        return out;
    }

    private static void addRows(BitSet rows, Graph graph, long[] keys) {
        for (long key : keys) {
            rows.set(graph.row(key));
        }
    }
}
