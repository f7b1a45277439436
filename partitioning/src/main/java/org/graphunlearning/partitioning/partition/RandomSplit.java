package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Equal shards at random: the split of SISA (Bourtoule et al., Machine Unlearning, 2021). {@code O(n log n)}.
 *
 * <p>Sizes differ by at most one. Keeps about {@code 1/k} of the edges. Does not guarantee that a node stays where it is
 * when the graph is cut anew after a deletion: places are ranks among all keys. {@link HashSplit} does.
 */
final class RandomSplit implements Partitioner {
    static final String NAME = "random";

    private static final long UPPER_HALF = 0xFFFFFFFF00000000L;

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
        return new Partition(cut.shards(), deal(graph.keys(), cut.shards(), Draws.RANDOM.purpose(cut.seed(), 0)));
    }

    /** Puts the keys in the order of their hashes and deals blocks of equal size. */
    static int[] deal(long[] keys, int shards, long purpose) {
        int n = keys.length;
        // 32 bits of hash above the row: sorts without boxing, and the few that collide go by row.
        var order = new long[n];
        for (int row = 0; row < n; row++) {
            order[row] = (KeyHash.mix(purpose, keys[row]) & UPPER_HALF) | row;
        }
        Arrays.sort(order);
        var shardOfRow = new int[n];
        for (int rank = 0; rank < n; rank++) {
            shardOfRow[(int) order[rank]] = (int) ((long) rank * shards / n);
        }
        return shardOfRow;
    }
}
