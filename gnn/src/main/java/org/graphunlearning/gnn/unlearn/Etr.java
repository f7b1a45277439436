package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Erase, then rectify. */
public record Etr(double eraseRatio, double learningRate) implements Strategy {
    static final String NAME = "etr";

    /** With the usual settings. */
    public static Etr usual() {
        return new Etr(0.1, 0.01);
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
