package org.graphunlearning.partitioning.multilevel;

import java.util.Arrays;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;

/**
 * What a shard may hold, per shard.
 *
 * @param most nodes
 * @param least nodes, half an even share; a cut of little weight may otherwise leave a shard empty
 * @param mostTraining labelled training nodes; nodes come first where the two cannot both be kept
 * @param leastTraining labelled training nodes, half an even share, and one if there is one for each shard
 */
record Limits(int[] most, int[] least, int[] mostTraining, int[] leastTraining) {
    /** Five per cent of the training nodes of all other shards: fewer would split communities that are labelled densely. */
    private static final double TRAINING_SLACK = 0.05;

    static Limits of(Cut cut, int nodes, int training) {
        double even = (double) training / cut.shards();
        int k = cut.shards();
        var limits = new Limits(new int[k], new int[k], new int[k], new int[k]);
        Arrays.fill(limits.most, cut.capacity(nodes));
        Arrays.fill(limits.least, Math.max(1, nodes / cut.shards() / 2));
        Arrays.fill(limits.mostTraining, (int) Math.ceil(even + TRAINING_SLACK * (training - even)));
        Arrays.fill(limits.leastTraining, training < k ? 0 : Math.max(1, training / k / 2));
        return limits;
    }
}
