package org.graphunlearning.procedures.verify;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.shard.ShardPlan;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.attack.BlackBox;

/**
 * A stored model as callers meet it, who get one answer however many shards give it, and what it would have become without some of
 * what it learned from.
 *
 * @param projection what it learned from
 * @param training how
 */
record AttackedModel(Projection projection, TrainConfig training) {
    /** Its answers: logits of one shard, logarithms of what several say together. */
    BlackBox asked(ShardedModel model) {
        if (model.shards().size() == 1) {
            return BlackBox.of(model.shards().get(0).model());
        }
        var graph = projection.graph();
        var homes = projection.homes(model.shards().size());
        int hops = training.cut().sharding().reach(training.training().model()).hops();
        return BlackBox.of(
                model.classes(),
                hops,
                (shown, rows, compute) -> model.probabilities(shown, homes.following(graph, shown), rows, compute));
    }

    /**
     * Trains it from scratch on what remains, cut as it was; as much work as training it.
     *
     * @throws IllegalArgumentException when what remains can teach no model
     */
    ShardedModel retrained(Graph after, ForgetSet forget, Compute compute) {
        var before = projection.graph();
        var sharding = training.cut().sharding();
        var map = projection.shardMap(sharding.shards());
        var left = ShardPlan.of(before, map, sharding, forget).after(map, before, after);
        return ShardedTrainer.train(after, left, training.training().withCheckpoints(0), sharding, compute);
    }
}
