package org.graphunlearning.partitioning.shard;

import java.util.BitSet;
import java.util.function.Supplier;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * What to unlearn from a sharded model.
 *
 * @param model the model as it is; nobody writes to it
 * @param before the graph with the parts to forget
 * @param after {@code before} without them; asked for only where the aggregation has weights to fit again
 * @param map where the rows of {@code before} live
 * @param forget the parts
 * @param training how the model was trained
 * @param sharding how it is sharded
 * @param asTrained shards that are exactly what training on {@code before} gives
 */
public record ShardedRequest(
        ShardedModel model,
        Graph before,
        Supplier<Graph> after,
        ShardMap map,
        ForgetSet forget,
        TrainingConfig training,
        Sharding sharding,
        BitSet asTrained) {
    /** A request to a model that was trained on the graph as it is. */
    public static ShardedRequest of(
            ShardedModel model,
            Graph before,
            ShardMap map,
            ForgetSet forget,
            TrainingConfig training,
            Sharding sharding) {
        var all = new BitSet();
        all.set(0, sharding.shards());
        return new ShardedRequest(model, before, () -> before.without(forget), map, forget, training, sharding, all);
    }
}
