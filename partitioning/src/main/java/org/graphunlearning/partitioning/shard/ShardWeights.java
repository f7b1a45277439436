package org.graphunlearning.partitioning.shard;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.aggregate.PyramidMatch;
import org.graphunlearning.partitioning.aggregate.SimplexWeights;

/** Weights of shards, from the present graph and the present shards only, so that solving again is exact unlearning. */
final class ShardWeights {
    /** Training nodes the learned weights look at: those with the smallest keyed hashes. */
    static final int SAMPLE = 1000;

    private ShardWeights() {}

    /** A model of trained shards with its weights; none where the aggregation has none. */
    static ShardedModel join(
            List<ShardModel> shards, Sharding sharding, Graph graph, ShardMap map, long seed, Compute compute) {
        if (!sharding.isSharded() || !sharding.aggregation().hasShardWeights()) {
            return new ShardedModel(shards, sharding.aggregation(), new double[0]);
        }
        double[] weights = sharding.aggregation() == Aggregation.LEARNED
                ? learned(shards, graph, seed, compute)
                : similar(graph, map, compute);
        return new ShardedModel(shards, sharding.aggregation(), weights);
    }

    private static double[] learned(List<ShardModel> shards, Graph graph, long seed, Compute compute) {
        var asked = new ShardedModel(shards, Aggregation.MEAN, new double[0]);
        return SimplexWeights.solve(new Answers(asked, graph, sample(graph, seed), compute).right());
    }

    private static int[] sample(Graph graph, long seed) {
        int[] rows = graph.trainingRows();
        if (rows.length <= SAMPLE) {
            return rows;
        }
        long[] hashes = Arrays.stream(rows)
                .mapToLong(row -> KeyHash.mix(seed, graph.key(row)))
                .toArray();
        var sorted = hashes.clone();
        Arrays.sort(sorted);
        long limit = sorted[SAMPLE];
        var out = new int[SAMPLE];
        int length = 0;
        for (int i = 0; i < rows.length && length < SAMPLE; i++) {
            if (hashes[i] < limit) {
                out[length++] = rows[i];
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static double[] similar(Graph graph, ShardMap map, Compute compute) {
        int[][] rows = map.rowsByShard();
        var pyramids = new PyramidMatch.Pyramid[rows.length];
        for (int s = 0; s < rows.length; s++) {
            compute.check();
            pyramids[s] = PyramidMatch.of(graph.induced(rows[s]));
        }
        return PyramidMatch.weights(pyramids, PyramidMatch.of(graph));
    }
}
