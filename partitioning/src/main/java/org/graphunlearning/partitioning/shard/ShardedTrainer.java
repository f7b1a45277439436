package org.graphunlearning.partitioning.shard;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.ProgressParts;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Trains all shards, each on one thread and from nothing but its own {@link ShardGraph}. Same graph, map and configuration give
 * the same bits at any thread count; a shard's bits do not depend on any other shard. Several shards report as equal parts.
 */
public final class ShardedTrainer {
    private ShardedTrainer() {}

    /**
     * Trains.
     *
     * @throws IllegalArgumentException when the graph teaches fewer than two classes, or settings contradict each other
     */
    public static ShardedModel train(
            Graph graph, ShardMap map, TrainingConfig config, Sharding sharding, Compute compute) {
        if (map.shards() != sharding.shards()) {
            throw new IllegalArgumentException(
                    "The map has " + map.shards() + " shards, the model " + sharding.shards() + ".");
        }
        Trainer.requireLearnable(graph, config.withPatience(0)); // a shard without validation rows trains all epochs
        sharding.requireFits(config);
        int[][] rows = map.rowsByShard();
        var shards = new ShardModel[rows.length];
        var training = new ShardTraining(config, sharding.slices());
        if (sharding.isSharded()) {
            int[] order = longestFirst(rows);
            var parts = new ProgressParts(compute.progress(), order.length);
            compute.each(order.length, (task, alone) -> {
                int s = order[task];
                var shard = ShardGraph.of(graph, map, rows[s], sharding.repair(), config.seed());
                shards[s] = training.fit(shard, alone.reportingTo(parts.part(s)));
                parts.part(s).reached(1);
            });
        } else {
            shards[0] = training.fit(ShardGraph.of(graph, map, rows[0], sharding.repair(), config.seed()), compute);
        }
        return ShardWeights.join(Arrays.asList(shards), sharding, graph, map, config.seed(), compute);
    }

    /**
     * The same shards, combined in another way: what {@link #train} would give with that aggregation, without training again.
     *
     * @param model trained shards
     * @param graph that they were trained on
     * @param map where its rows live
     * @param config how they were trained
     * @param sharding how they are sharded, with the aggregation wanted
     */
    public static ShardedModel reaggregated(
            ShardedModel model, Graph graph, ShardMap map, TrainingConfig config, Sharding sharding, Compute compute) {
        return ShardWeights.join(model.shards(), sharding, graph, map, config.seed(), compute);
    }

    /** Large shards first, so that no thread starts the largest when the others are done. */
    private static int[] longestFirst(int[][] rows) {
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted((a, b) -> rows[b].length - rows[a].length)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** SHA-256 of what each shard is trained on, ghosts included. */
    public static List<byte[]> fingerprints(Graph graph, ShardMap map, TrainingConfig config, Sharding sharding) {
        return Arrays.stream(map.rowsByShard())
                .map(rows -> ShardGraph.of(graph, map, rows, sharding.repair(), config.seed())
                        .whole()
                        .fingerprint())
                .toList();
    }

    /**
     * Refuses more shards than labelled training nodes.
     *
     * @throws IllegalArgumentException with both numbers
     */
    public static void requireEnoughTraining(Graph graph, int shards) {
        int rows = graph.trainingRows().length;
        if (shards > rows) {
            throw new IllegalArgumentException("`shards` (" + shards
                    + ") must not exceed the number of labelled training" + " nodes (" + rows + ").");
        }
    }

    /**
     * Refuses a cut that leaves a shard nothing to learn from.
     *
     * @throws IllegalArgumentException naming the shard and the way out
     */
    public static void requireTeaching(Graph graph, ShardMap map) {
        var taught = new BitSet();
        for (int row : graph.trainingRows()) {
            if (map.shardOfRow()[row] != ShardMap.NONE) {
                taught.set(map.shardOfRow()[row]);
            }
        }
        int first = taught.nextClearBit(0);
        if (first < map.shards()) {
            throw new IllegalArgumentException("Shard " + first + " of " + map.shards()
                    + " would hold no labelled training node and learn no class; use fewer `shards`, or the"
                    + " `partitioner` `multilevel`, which spreads training nodes.");
        }
    }
}
