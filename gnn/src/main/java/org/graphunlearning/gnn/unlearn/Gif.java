package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Graph influence function. */
public record Gif(InfluenceOptions options) implements Strategy {
    static final String NAME = "gif";

    /** With the usual settings. */
    public static Gif usual() {
        return new Gif(InfluenceOptions.defaults(InfluenceOptions.Solver.CG));
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
