package org.graphunlearning.partitioning.shard;

import org.graphunlearning.gnn.graph.Reach;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.aggregate.NeighbourWeights;
import org.graphunlearning.partitioning.repair.Repair;

/**
 * How a model is sharded, the cut itself aside.
 *
 * @param shards number of shards, 1 for an ordinary model
 * @param repair what stands in for cut edges
 * @param strict whether a deletion also retrains the shards in which a ghost stood for what is deleted
 * @param aggregation how answers are combined
 * @param slices cumulative training stages inside a shard (SISA, Bourtoule et al. 2021), 1 to 64
 */
public record Sharding(int shards, Repair repair, boolean strict, Aggregation aggregation, int slices) {
    /** Most slices a shard may have. */
    public static final int MAX_SLICES = 64;

    /** Checks ranges and combinations. */
    public Sharding {
        if (shards < 1) {
            throw new IllegalArgumentException("`shards` must be at least 1, not " + shards + ".");
        }
        if (slices < 1 || slices > MAX_SLICES) {
            throw new IllegalArgumentException(
                    "`slices` must lie between 1 and " + MAX_SLICES + ", not " + slices + ".");
        }
        if (strict && repair == Repair.NONE) {
            throw new IllegalArgumentException("`strict` is about ghosts and means nothing without a `repair`.");
        }
    }

    /** An ordinary model, trained on the whole graph at once. */
    public static Sharding single() {
        return new Sharding(1, Repair.NONE, false, Aggregation.MEAN, 1);
    }

    /** Whether there is more than one shard. */
    public boolean isSharded() {
        return shards > 1;
    }

    /** How far an answer looks: the model's hops, and with weights per node the steps that those walk. */
    public Reach reach(ModelConfig model) {
        var own = model.reach();
        return isSharded() && aggregation == Aggregation.NEIGHBOURS
                ? new Reach(Math.max(own.hops(), NeighbourWeights.STEPS), own.degreeNormalised())
                : own;
    }

    /**
     * Refuses combinations that would do nothing or could not be unlearned.
     *
     * @throws IllegalArgumentException with the way out
     */
    public void requireFits(TrainingConfig training) {
        repair.requireNoticed(training.model());
        if (slices > 1 && !training.head().trainsByEpochs()) {
            throw new IllegalArgumentException(
                    "`slices` divides epochs, and a head that is solved has none; use the head `softmax`, or leave"
                            + " `slices` out.");
        }
        if (slices > training.epochs()) {
            throw new IllegalArgumentException("`slices` (" + slices + ") must not exceed `epochs` ("
                    + training.epochs() + "): each slice needs at least one.");
        }
        if (slices > 1 && training.patience() > 0) {
            throw new IllegalArgumentException(
                    "`patience` stops a training, which `slices` divides beforehand; set one of them to its default.");
        }
    }
}
