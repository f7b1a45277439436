package org.graphunlearning.gnn.sidecar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a model. It holds no row of anybody's data, but all of it was computed from data: a strategy that does not
 * bring a part up to date drops it.
 *
 * @param checkpoints parameters along the training, by ascending epoch; empty unless asked for at training
 * @param ridge sufficient statistics of a ridge head
 * @param logistic state of a logistic head
 * @param operators deletion operators, which take part in every answer
 * @param drift what approximate deletions have done since the last exact training
 */
public record Sidecar(
        List<Checkpoint> checkpoints,
        @Nullable RidgeState ridge,
        @Nullable LogisticState logistic,
        @Nullable DeletionOperators operators,
        Drift drift) {
    private static final Sidecar EMPTY = new Sidecar(List.of(), null, null, null, Drift.NONE);

    /** Keeps the list unmodifiable. */
    public Sidecar {
        checkpoints = List.copyOf(checkpoints);
    }

    /** Nothing. */
    public static Sidecar empty() {
        return EMPTY;
    }

    /** The same with other checkpoints. */
    public Sidecar withCheckpoints(List<Checkpoint> value) {
        return new Sidecar(value, ridge, logistic, operators, drift);
    }

    /** The same with other statistics. */
    public Sidecar withRidge(@Nullable RidgeState value) {
        return new Sidecar(checkpoints, value, logistic, operators, drift);
    }

    /** The same with another logistic state. */
    public Sidecar withLogistic(@Nullable LogisticState value) {
        return new Sidecar(checkpoints, ridge, value, operators, drift);
    }

    /** The same with other operators. */
    public Sidecar withOperators(@Nullable DeletionOperators value) {
        return new Sidecar(checkpoints, ridge, logistic, value, drift);
    }

    /** The same with another drift. */
    public Sidecar withDrift(Drift value) {
        return new Sidecar(checkpoints, ridge, logistic, operators, value);
    }
}
