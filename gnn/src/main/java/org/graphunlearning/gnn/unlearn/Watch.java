package org.graphunlearning.gnn.unlearn;

/** Splits wall time into the phases of {@link Effect.Seconds}; one phase at a time. Not thread-safe. */
final class Watch {
    /** What is going on. */
    enum Phase {
        PLAN,
        GRADIENT,
        SOLVE,
        EVALUATE
    }

    private final long[] nanos = new long[Phase.values().length];
    private Phase phase = Phase.PLAN;
    private long since = System.nanoTime();

    /** From now on. */
    void enter(Phase next) {
        long now = System.nanoTime();
        nanos[phase.ordinal()] += now - since;
        since = now;
        phase = next;
    }

    Effect.Seconds seconds() {
        enter(phase);
        return new Effect.Seconds(
                seconds(Phase.PLAN), seconds(Phase.GRADIENT), seconds(Phase.SOLVE), seconds(Phase.EVALUATE));
    }

    private double seconds(Phase of) {
        return nanos[of.ordinal()] / 1e9;
    }
}
