package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Sidecar;

/**
 * A request under way.
 *
 * @param request what is asked for
 * @param impact whom it reaches
 * @param compute threads and interrupt check
 * @param watch where the time goes
 */
record Work(UnlearningRequest request, Impact impact, Compute compute, Watch watch) {
    static Work of(UnlearningRequest request, Compute compute) {
        var watch = new Watch();
        return new Work(request, Impact.of(request), compute, watch);
    }

    /** A copy of the model that may be written to. */
    Gnn copy() {
        return request.model().copy();
    }

    /** The same without checkpoints, statistics and operators, which would still count what is gone; the drift stays. */
    Gnn bareCopy() {
        return copy().with(Sidecar.empty().withDrift(request.model().sidecar().drift()));
    }
}
