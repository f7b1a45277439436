package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** A way to make a model forget. Implementations are stateless and never write to the request's model. */
public sealed interface Strategy permits Retrain, FineTune, Unlink {
    /** The name callers use. */
    String name();

    /**
     * Forgets.
     *
     * @throws IllegalArgumentException when the remaining graph can no longer teach a model: no labelled training node, or
     *     fewer than two classes
     */
    UnlearningResult unlearn(UnlearningRequest request, Compute compute);
}
