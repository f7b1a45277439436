package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Deletion operators. */
public record GnnDelete(double alpha, double ridge) implements Strategy {
    static final String NAME = "gnndelete";

    /** With the usual settings. */
    public static GnnDelete usual() {
        return new GnnDelete(0.5, 1e-3);
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
