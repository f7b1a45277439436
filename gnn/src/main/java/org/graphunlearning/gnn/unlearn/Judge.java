package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Looks at the result of an approximate strategy before {@link Auto} takes it. */
@FunctionalInterface
public interface Judge {
    /** Takes everything. */
    Judge NONE = (request, result, compute) -> "";

    /**
     * Why a result is not good enough; empty when it is.
     *
     * @param request what was asked for
     * @param result neither exact nor certified
     * @return the end of a sentence, without a full stop
     */
    String objection(UnlearningRequest request, UnlearningResult result, Compute compute);
}
