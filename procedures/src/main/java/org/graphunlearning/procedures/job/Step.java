package org.graphunlearning.procedures.job;

import org.graphunlearning.gnn.compute.Progress;
import org.jspecify.annotations.Nullable;

/** A step of a job and how far it has come. Told by the threads that work, read by others. */
final class Step implements Progress {
    private final String name;
    private volatile double share = Double.NaN;
    private volatile String suffix = "";

    Step(String name) {
        this.name = name;
    }

    @Override
    public void reached(double reached) {
        share = Math.min(1, Math.max(0, reached));
    }

    @Override
    public void parts(int done, int all) {
        suffix = all > 1 ? " (" + done + " of " + all + ")" : "";
    }

    /** Its name, with how many of its parts are done if it has several. */
    String text() {
        return name + suffix;
    }

    /** In [0, 1]; null when the step never told. */
    @Nullable
    Double share() {
        double reached = share;
        return Double.isNaN(reached) ? null : (Double) reached;
    }
}
