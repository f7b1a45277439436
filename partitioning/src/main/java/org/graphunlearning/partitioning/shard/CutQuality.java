package org.graphunlearning.partitioning.shard;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Partition;

/**
 * How good a cut is; rows that live in no shard are left out.
 *
 * @param sizes rows per shard
 * @param trainingRows labelled training rows per shard
 * @param keptEdges see {@link Partition#keptEdges}
 * @param balance see {@link Partition#balance}
 * @param fairness see {@link Partition#fairness}
 */
public record CutQuality(int[] sizes, int[] trainingRows, double keptEdges, double balance, double fairness) {
    /** Measures. */
    public static CutQuality of(Graph graph, ShardMap map) {
        int[] living = IntStream.range(0, graph.nodeCount())
                .filter(row -> map.shardOfRow()[row] != ShardMap.NONE)
                .toArray();
        var left = living.length == graph.nodeCount() ? graph : graph.induced(living);
        var partition = new Partition(
                map.shards(),
                Arrays.stream(living).map(row -> map.shardOfRow()[row]).toArray());
        var training = new int[map.shards()];
        for (int row : left.trainingRows()) {
            training[partition.shardOfRow()[row]]++;
        }
        return new CutQuality(
                partition.sizes(),
                training,
                partition.keptEdges(left.adjacency()),
                partition.balance(),
                partition.fairness(left));
    }
}
