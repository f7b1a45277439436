package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.TrainingConfig;

/** A way to make a model forget. Implementations are stateless and never write to the request's model. */
public sealed interface Strategy
        permits Retrain,
                FineTune,
                Unlink,
                Linear,
                Gif,
                PlainInfluence,
                GnnDelete,
                Idea,
                Cgu,
                DescentToDelete,
                Rewind,
                Etr,
                Cognac,
                Auto {
    /** The name callers use. */
    String name();

    /**
     * Refuses a model that the strategy cannot work on, before anything costly is done.
     *
     * @throws IllegalArgumentException one sentence naming what would work
     */
    default void requireFits(TrainingConfig training) {}

    /**
     * Forgets.
     *
     * @throws IllegalArgumentException when the strategy does not fit the model, or the remaining graph can no longer teach one:
     *     no labelled training node, or fewer than two classes
     */
    UnlearningResult unlearn(UnlearningRequest request, Compute compute);

    /** Expected wall time in milliseconds; NaN when the workload's calibration is unknown. */
    double predictedMillis(Workload workload);
}
