package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Influence with a bound. */
public record Idea(InfluenceOptions influence, PrivacyBudget privacy) implements Strategy {
    static final String NAME = "idea";

    /** With the usual settings. */
    public static Idea usual() {
        return new Idea(InfluenceOptions.defaults(InfluenceOptions.Solver.CG), PrivacyBudget.defaults());
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
