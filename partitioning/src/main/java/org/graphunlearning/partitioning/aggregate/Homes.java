package org.graphunlearning.partitioning.aggregate;

import java.util.BitSet;
import org.graphunlearning.gnn.graph.Graph;

/**
 * Where each row of a graph lives. The arrays are shared, never copied: nobody may write to them.
 *
 * @param shards number of shards
 * @param shardOfRow shard of each row, or -1 for a node that no shard was trained with
 * @param trains rows whose role is training
 */
public record Homes(int shards, int[] shardOfRow, BitSet trains) {
    /** The homes in another graph, all of whose nodes are in this one; linear in its nodes. */
    public Homes following(Graph own, Graph other) {
        var shardOf = new int[other.nodeCount()];
        var training = new BitSet();
        for (int row = 0; row < shardOf.length; row++) {
            int here = own.row(other.key(row));
            shardOf[row] = shardOfRow[here];
            training.set(row, trains.get(here));
        }
        return new Homes(shards, shardOf, training);
    }
}
