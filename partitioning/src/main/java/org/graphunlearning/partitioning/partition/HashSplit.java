package org.graphunlearning.partitioning.partition;

import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * A shard per node by hashing its key. {@code O(n)}.
 *
 * <p>The only cut in which no node has a say in the place of another: whoever comes or goes, nobody moves, so a cut made
 * anew after a deletion is the old one. Sizes are even in expectation only, and a shard may be empty. Keeps about
 * {@code 1/k} of the edges.
 */
final class HashSplit implements Partitioner {
    static final String NAME = "hash";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Reads> reads() {
        return Set.of();
    }

    @Override
    public Partition partition(Graph graph, Cut cut, Compute compute) {
        cut.requireFits(graph.nodeCount());
        compute.check();
        long purpose = Draws.HASH.purpose(cut.seed(), 0);
        var shardOfRow = new int[graph.nodeCount()];
        for (int row = 0; row < shardOfRow.length; row++) {
            shardOfRow[row] = Math.floorMod(KeyHash.mix(purpose, graph.key(row)), cut.shards());
        }
        return new Partition(cut.shards(), shardOfRow);
    }
}
