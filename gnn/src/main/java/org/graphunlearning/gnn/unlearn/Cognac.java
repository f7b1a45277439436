package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Corrective unlearning. */
public record Cognac(int steps, double ascentRate, double descentRate, double affectedPercent) implements Strategy {
    static final String NAME = "cognac";

    /** With the usual settings. */
    public static Cognac usual() {
        return new Cognac(10, 0.0025, 0.015, 10);
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
