package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.verify.attack.BlackBox;

/**
 * Shards as an attacker sees them: one answer.
 *
 * @param model the shards
 * @param place where nodes live
 */
record ShardedBlackBox(ShardedModel model, Place place) implements BlackBox {
    /**
     * Where the nodes of a graph live, and those of any graph that has some of them.
     *
     * @param graph the graph
     * @param map of its rows
     * @param hops how far an answer looks
     */
    record Place(Graph graph, ShardMap map, int hops) {}

    @Override
    public List<Object> classes() {
        return model.classes();
    }

    @Override
    public int hops() {
        return place.hops();
    }

    /** Logarithms of probabilities; one that no shard gives anything is the smallest there is. */
    @Override
    public float[] logits(Graph graph, int[] rows, Compute compute) {
        var homes = place.map().following(place.graph(), graph).homes(graph);
        float[] out = model.probabilities(graph, homes, rows, compute);
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) StrictMath.log(Math.max(out[i], Float.MIN_NORMAL));
        }
        return out;
    }
}
