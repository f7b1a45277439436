package org.graphunlearning.partitioning.aggregate;

/** How the class probabilities that the shards give a node become one row of probabilities. */
public enum Aggregation {
    /**
     * Weighs each shard by how much of what it was trained on lies near the node: {@link NeighbourWeights}. Nothing is
     * learned, so nothing needs to be unlearned.
     */
    NEIGHBOURS,
    /** The mean of the shards' probabilities (never of their logarithms). */
    MEAN,
    /** One vote per shard for its most probable class; ties go to the larger mean probability. */
    MAJORITY,
    /** One weight per shard, fitted on training nodes and fitted again at each deletion: {@link SimplexWeights}. */
    LEARNED,
    /** One weight per shard by how much its graph is like the whole one: {@link PyramidMatch}. */
    SIMILARITY;

    /** Whether the combination has one weight per shard, stored with the model, instead of weights per node. */
    public boolean hasShardWeights() {
        return this == LEARNED || this == SIMILARITY;
    }
}
