package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;

/** Goes back to a checkpoint. */
public record Rewind(double percent) implements Strategy {
    static final String NAME = "rewind";

    /** With the usual settings. */
    public static Rewind usual() {
        return new Rewind(25);
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
