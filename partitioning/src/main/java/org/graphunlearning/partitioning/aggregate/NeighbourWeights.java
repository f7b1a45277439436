package org.graphunlearning.partitioning.aggregate;

import java.util.BitSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.EdgeWeights;
import org.graphunlearning.gnn.layer.MessageFlow;

/**
 * Shard weights of each node: where a lazy random walk of {@value #STEPS} steps from the node ends, counted over training
 * nodes only and scaled to sum to 1. A shard whose training nodes are nearby knows the node's surroundings; one that is far
 * away was trained on another part of the world. (Our own; the idea is that of routing in mixtures of experts.)
 *
 * <p>The weights are a function of the present edges, of which shard each node lives in, and of which nodes train. They hold no
 * parameters, so after a deletion they are exactly those of a graph that never had the deleted part. Shares below
 * {@value #SMALLEST} are dropped. A node that meets no training node takes its own shard; one that has none, or whose shard
 * cannot answer, the mean of all.
 *
 * <p>Cost: one sparse product per step, {@code k} wide, over what flows into the rows asked for.
 */
public final class NeighbourWeights {
    /** Steps of the walk. */
    public static final int STEPS = 3;

    /** Shares below this one are dropped. */
    public static final float SMALLEST = 0.02f;

    private NeighbourWeights() {}

    /**
     * Weights of some rows, rows x shards, each row summing to 1.
     *
     * @param graph the whole graph
     * @param homes where each row lives
     * @param answering shards that can answer at all; not empty
     * @param rows ascending
     */
    public static float[] of(Graph graph, Homes homes, BitSet answering, int[] rows, Compute compute) {
        int shards = homes.shards();
        var flow = MessageFlow.into(graph, EdgeWeights.WALK, rows, STEPS);
        int[] starts = flow.rows(0);
        var values = new float[Math.multiplyExact(starts.length, shards)];
        for (int i = 0; i < starts.length; i++) {
            int shard = homes.shardOfRow()[starts[i]];
            if (shard >= 0 && answering.get(shard) && homes.trains().get(starts[i])) {
                values[i * shards + shard] = 1f;
            }
        }
        for (int step = 0; step < STEPS; step++) {
            var walk = flow.hop(step).forward();
            var next = new float[Math.multiplyExact(walk.rows(), shards)];
            compute.multiply(new SparseProduct(walk, 0, Panel.of(values, shards), Panel.of(next, shards), false));
            values = next;
        }
        for (int i = 0; i < rows.length; i++) {
            if (!scale(values, i * shards, shards)) {
                fallBack(values, i * shards, homes.shardOfRow()[rows[i]], answering, shards);
            }
        }
        return values;
    }

    /** Drops small shares and scales the rest; false when there is nothing to scale. */
    private static boolean scale(float[] values, int start, int width) {
        float sum = 0f;
        for (int s = 0; s < width; s++) {
            sum += values[start + s];
        }
        float kept = 0f;
        for (int s = 0; s < width; s++) {
            if (values[start + s] < SMALLEST * sum) {
                values[start + s] = 0f;
            }
            kept += values[start + s];
        }
        if (!(kept > 0)) {
            return false;
        }
        for (int s = 0; s < width; s++) {
            values[start + s] /= kept;
        }
        return true;
    }

    private static void fallBack(float[] values, int start, int home, BitSet answering, int width) {
        boolean own = home >= 0 && answering.get(home);
        for (int s = 0; s < width; s++) {
            values[start + s] = own ? (s == home ? 1f : 0f) : answering.get(s) ? 1f / answering.cardinality() : 0f;
        }
    }
}
