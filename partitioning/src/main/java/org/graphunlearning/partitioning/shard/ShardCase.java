package org.graphunlearning.partitioning.shard;

import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * What a deletion means to one shard: everything that is needed to look at it as the deletion from one model.
 *
 * @param shard its number
 * @param before what it was trained on, ghosts included
 * @param after the same without what is forgotten
 * @param forget what is forgotten, ghosts that go with it included
 * @param training how it is trained
 * @param model as it was
 */
public record ShardCase(int shard, Graph before, Graph after, ForgetSet forget, TrainingConfig training, Gnn model) {}
