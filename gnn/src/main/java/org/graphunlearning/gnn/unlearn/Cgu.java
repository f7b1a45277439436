package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Certified removal. */
public record Cgu(PrivacyBudget privacy) implements Strategy {
    static final String NAME = "cgu";

    /** With the usual settings. */
    public static Cgu usual() {
        return new Cgu(PrivacyBudget.defaults());
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
