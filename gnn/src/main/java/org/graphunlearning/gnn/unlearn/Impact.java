package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Whom a deletion reaches.
 *
 * @param affectedNodes remaining rows whose output can change
 * @param affectedTrainingNodes those of them in the loss
 * @param reachesTraining whether training from scratch could give other bits: a row of the loss, or of the validation loss
 *     when that decides when to stop, is affected, forgotten or loses its label
 */
public record Impact(int affectedNodes, int affectedTrainingNodes, boolean reachesTraining) {
    static Impact of(UnlearningRequest request) {
        return of(request.before(), request.forget(), request.training());
    }

    /** Whom forgetting something of a graph reaches, for a model trained in this way. */
    public static Impact of(Graph before, ForgetSet forget, TrainingConfig training) {
        var affected = AffectedNodes.of(before, forget, training.model().reach());
        var trains = asSet(before.trainingRows());
        var decisive = (BitSet) trains.clone();
        if (training.patience() > 0) {
            decisive.or(asSet(before.split().rows(Role.VALIDATION)));
        }
        int affectedNodes = affected.cardinality();
        trains.and(affected);
        var touched = affected;
        addRows(touched, before, forget.nodes());
        addRows(touched, before, forget.labels());
        return new Impact(affectedNodes, trains.cardinality(), decisive.intersects(touched));
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
