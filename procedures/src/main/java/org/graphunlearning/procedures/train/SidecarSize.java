package org.graphunlearning.procedures.train;

import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.linear.LinearFit;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Bytes that a model keeps beside its parameters in order to forget. They are stored with each shard and rewritten by every
 * deletion that touches it, so there is a limit.
 */
final class SidecarSize {
    static final long MOST_BYTES = 128L << 20;

    private SidecarSize() {}

    /** About this many for one shard: the sums of a ridge head, or the parameters of each checkpoint with two moments each. */
    static long bytes(TrainingConfig training, int columns, int classes) {
        if (training.head().kind() == HeadConfig.Kind.RIDGE) {
            long width = solvedColumns(training, columns);
            return width * width * Double.BYTES;
        }
        return 3 * parameters(training, columns, classes) * Float.BYTES * training.checkpoints();
    }

    /** Columns that a solved head works with, the constant left out. */
    static long solvedColumns(TrainingConfig training, int columns) {
        var config = new LinearFit.Config(training.model(), training.head(), training.weightDecay(), training.seed());
        return LinearFit.columns(columns, config) - 1L;
    }

    private static long parameters(TrainingConfig training, long columns, long classes) {
        var model = training.model();
        if (model.architecture().isLinear()) {
            return columns * classes * (model.architecture() == Architecture.SIGN ? model.layers() + 1 : 1);
        }
        long heads = model.architecture() == Architecture.GAT ? model.heads() : 1;
        long width = heads * model.hiddenChannels();
        return columns * width + Math.max(0, model.layers() - 2) * width * width + width * classes;
    }

    /**
     * Refuses a model that would be rewritten in pieces too large.
     *
     * @throws IllegalArgumentException with the size, the limit and what to lower
     */
    static void require(TrainingConfig training, int columns, int classes) {
        long bytes = bytes(training, columns, classes);
        if (bytes > MOST_BYTES) {
            boolean ridge = training.head().kind() == HeadConfig.Kind.RIDGE;
            throw new IllegalArgumentException((ridge
                            ? "The head `ridge` keeps sums over all pairs of its " + solvedColumns(training, columns)
                                    + " columns, "
                            : "`checkpoints` would keep ")
                    + MemoryEstimate.readable(bytes) + " with each shard, more than the "
                    + MemoryEstimate.readable(MOST_BYTES) + " that a deletion should rewrite; "
                    + (ridge ? "leave `projection` out or lower it." : "lower `checkpoints` or `hiddenChannels`."));
        }
    }
}
