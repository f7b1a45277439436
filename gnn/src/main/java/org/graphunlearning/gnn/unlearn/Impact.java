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
 * @param touchedTrainingNodes rows of the loss that are affected, forgotten or lose their label: those whose terms change
 * @param reachesTraining whether training from scratch could give other bits: a row of the loss, or of the validation loss
 *     when that decides when to stop, is affected, forgotten or loses its label
 */
public record Impact(int affectedNodes, int affectedTrainingNodes, int touchedTrainingNodes, boolean reachesTraining) {
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
        int affectedTraining = common(trains, affected);
        var touched = affected;
        addRows(touched, before, forget.nodes());
        addRows(touched, before, forget.labels());
        return new Impact(affectedNodes, affectedTraining, common(trains, touched), decisive.intersects(touched));
    }

    /** The size of the work for a model trained in this way on this graph. */
    public Workload workload(TrainingConfig training, Graph before, Calibration calibration) {
        int all = before.trainingRows().length;
        return new Workload(training, all, touchedTrainingNodes, reachesTraining, calibration);
    }

    private static int common(BitSet a, BitSet b) {
        var both = (BitSet) a.clone();
        both.and(b);
        return both.cardinality();
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
