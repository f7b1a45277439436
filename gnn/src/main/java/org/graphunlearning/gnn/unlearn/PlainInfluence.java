package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Plain influence function. */
public record PlainInfluence(InfluenceOptions options) implements Strategy {
    static final String NAME = "if";

    /** With the usual settings. */
    public static PlainInfluence usual() {
        return new PlainInfluence(InfluenceOptions.defaults(InfluenceOptions.Solver.CG));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double predictedMillis(Workload workload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        throw new UnsupportedOperationException();
    }
}
