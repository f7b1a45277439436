package org.graphunlearning.partitioning.partition;

import org.graphunlearning.gnn.compute.CounterRng;

/**
 * What a partitioner draws for. Each use has bits of its own: train and test roles, for one, are hashes of a seed and a
 * node key too, and a cut that drew the same bits for the same seed would gather the test nodes in the same shards.
 *
 * <p>Append only: the place of a constant is part of every draw.
 */
enum Draws {
    /** Order in which {@link RandomSplit} deals rows. */
    RANDOM,
    /** Shard of a key in {@link HashSplit}. */
    HASH,
    /** Starts of {@link BalancedLabelPropagation}, one index per restart. */
    START,
    /** Ties of {@link BalancedLabelPropagation}, one index per restart and round. */
    TIES,
    /** First centroids of {@link CapacityKMeans}. */
    CENTROIDS,
    /** Signs of {@link ProjectedFeatures}. */
    SIGNS;

    /** Clear of the epochs and layers that training draws for. */
    private static final long FIRST = -1000;

    /** Bits of the {@code index}-th draw of this use, to be mixed with a key. */
    long purpose(long seed, long index) {
        return CounterRng.purpose(seed, FIRST - ordinal(), index);
    }
}
