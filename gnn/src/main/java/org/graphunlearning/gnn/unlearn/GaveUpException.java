package org.graphunlearning.gnn.unlearn;

/** A strategy cannot publish anything for a request that must not be retrained. */
final class GaveUpException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Effect.Seconds wasted;

    GaveUpException(String why, Effect.Seconds wasted) {
        super(why);
        this.wasted = wasted;
    }

    /** The time spent. */
    Effect.Seconds wasted() {
        return wasted;
    }
}
