package org.graphunlearning.partitioning.shard;

import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * What a sharded model is to forget.
 *
 * @param before the graph with the parts to forget
 * @param map where its rows live
 * @param forget the parts
 * @param training how the model was trained
 * @param sharding how it is sharded
 */
public record ShardedRequest(
        Graph before, ShardMap map, ForgetSet forget, TrainingConfig training, Sharding sharding) {}
