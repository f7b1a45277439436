package org.graphunlearning.procedures.train;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;

/** Cuts the graph of a new model, or reads from the marks of another model how that one was cut. */
final class Cutting implements Fitting.Cutter {
    private static final int CHECK_EVERY = 8192;

    private final CallScope scope;
    private final TrainConfig config;
    private final Projection projection;

    Cutting(CallScope scope, TrainConfig config, Projection projection) {
        this.scope = scope;
        this.config = config;
        this.projection = projection;
    }

    @Override
    public ShardMap cut(Graph graph, Compute compute) {
        var sharding = config.cut().sharding();
        if (config.cut().partitionFrom() != null) {
            return repaired(marked(config.cut().partitionFrom()), graph);
        }
        var cut = new Partitioner.Cut(sharding.shards(), config.training().seed());
        return repaired(ShardMap.of(config.cut().partitioner().partition(graph, cut, compute)), graph);
    }

    private ShardMap repaired(ShardMap map, Graph graph) {
        return config.cut().sharding().repair() == Repair.NONE ? map : map.withGhosts(graph.adjacency());
    }

    /**
     * Refuses to take the cut of a model that does not exist or has other shards, before anything costly is done.
     *
     * @throws IllegalArgumentException with the nearest name, or both numbers of shards
     */
    static void requireSource(CallScope scope, ShardingConfig cut) {
        if (cut.partitionFrom() != null) {
            source(scope, cut.partitionFrom(), cut.sharding().shards());
        }
    }

    private static StoredModel source(CallScope scope, String other, int shards) {
        var model = new ModelStore(scope).facts(other);
        if (model.size().shards() == 1) {
            throw new IllegalArgumentException(
                    "Model `" + other + "` was trained in one piece and has no cut to take.");
        }
        if (model.size().shards() != shards) {
            throw new IllegalArgumentException(
                    "Model `" + other + "` has " + model.size().shards()
                            + " shards; set `shards` to that number to take its cut, not to " + shards + ".");
        }
        return model;
    }

    /** Nodes the other model did not learn from, or has forgotten, live in no shard. */
    private ShardMap marked(String other) {
        int shards = config.cut().sharding().shards();
        var model = source(scope, other, shards);
        long[] ids = projection.nodeIds();
        var marks = new long[ids.length];
        for (int row = 0; row < ids.length; row++) {
            marks[row] = MarkStore.of(InternalIds.node(scope.transaction(), ids[row]), model.marks());
            if (row % CHECK_EVERY == 0) {
                scope.guard().check();
            }
        }
        if (new ModelStore(scope).facts(other).version() != model.version()) {
            throw new IllegalStateException("Model `" + other + "` changed while its cut was being read; call again.");
        }
        return projection.withMarks(marks).shardMap(shards);
    }
}
