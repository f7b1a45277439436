package org.graphunlearning.workbench.bench;

import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.Sharding;

/**
 * One way to shard; the answers of its shards can be combined in any way.
 *
 * @param shards how many
 * @param partitioner what cuts
 * @param repair what stands in for cut edges
 */
record Scheme(int shards, Partitioner partitioner, Repair repair) {
    Sharding sharding(Aggregation aggregation) {
        return new Sharding(shards, repair, false, aggregation, 1);
    }

    ShardMap map(Graph graph, Partition partition) {
        var map = ShardMap.of(partition);
        return repair == Repair.NONE ? map : map.withGhosts(graph.adjacency());
    }
}
