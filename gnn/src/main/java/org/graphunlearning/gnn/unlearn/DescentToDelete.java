package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Certified gradient descent. */
public record DescentToDelete(int steps, PrivacyBudget privacy) implements Strategy {
    static final String NAME = "descentToDelete";

    /** With the usual settings. */
    public static DescentToDelete usual() {
        return new DescentToDelete(20, PrivacyBudget.defaults());
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
