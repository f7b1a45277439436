package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * What to unlearn, from what.
 *
 * @param model the model as it is; strategies never write to it
 * @param before the graph with the parts to forget
 * @param after {@code before.without(forget)}
 * @param forget the parts
 * @param training how the model was trained
 * @param trainedOnBefore whether {@code model} is exactly what training on {@code before} gives, so that a deletion that
 *     reaches no training row needs no work
 * @param calibration what the training cost, as far as it is known
 */
public record UnlearningRequest(
        Gnn model,
        Graph before,
        Graph after,
        ForgetSet forget,
        TrainingConfig training,
        boolean trainedOnBefore,
        Calibration calibration) {
    /** A request whose remaining graph is computed here, without a calibration. */
    public static UnlearningRequest of(
            Gnn model, Graph before, ForgetSet forget, TrainingConfig training, boolean trainedOnBefore) {
        return new UnlearningRequest(
                model, before, before.without(forget), forget, training, trainedOnBefore, Calibration.unknown());
    }

    /** The same with a calibration. */
    public UnlearningRequest calibrated(Calibration value) {
        return new UnlearningRequest(model, before, after, forget, training, trainedOnBefore, value);
    }

    /** The same from another model, which is no longer what training on the graph gives. */
    UnlearningRequest from(Gnn other) {
        return new UnlearningRequest(other, before, after, forget, training, false, calibration);
    }

    /** The size of the request. */
    public Workload workload() {
        return Impact.of(this).workload(training, before, calibration);
    }
}
