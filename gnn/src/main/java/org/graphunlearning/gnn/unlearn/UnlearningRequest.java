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
 * @param mayRetrain whether a strategy that fails retrains; else it throws {@link GaveUpException}
 */
public record UnlearningRequest(
        Gnn model,
        Graph before,
        Graph after,
        ForgetSet forget,
        TrainingConfig training,
        boolean trainedOnBefore,
        Calibration calibration,
        boolean mayRetrain) {
    /** A request whose strategy retrains when it fails. */
    public UnlearningRequest(
            Gnn model,
            Graph before,
            Graph after,
            ForgetSet forget,
            TrainingConfig training,
            boolean trainedOnBefore,
            Calibration calibration) {
        this(model, before, after, forget, training, trainedOnBefore, calibration, true);
    }

    /** A request whose remaining graph is computed here, without a calibration. */
    public static UnlearningRequest of(
            Gnn model, Graph before, ForgetSet forget, TrainingConfig training, boolean trainedOnBefore) {
        return new UnlearningRequest(
                model, before, before.without(forget), forget, training, trainedOnBefore, Calibration.unknown());
    }

    /** The same with a calibration. */
    public UnlearningRequest calibrated(Calibration value) {
        return new UnlearningRequest(model, before, after, forget, training, trainedOnBefore, value, mayRetrain);
    }

    /** The same, but a strategy that fails says so and leaves it to the caller what to do. */
    UnlearningRequest withoutRetraining() {
        return new UnlearningRequest(model, before, after, forget, training, trainedOnBefore, calibration, false);
    }

    /** The size of the request. */
    public Workload workload() {
        return Impact.of(this).workload(training, before, calibration);
    }
}
