package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Random nodes that a node has no edge with. All nodes lie on a ring in the order of their hashes; a draw is a point of the ring,
 * keyed by the node and what it lost, and takes the next node that qualifies. Who else was deleted, and when, moves a draw only if
 * it had fallen on one who is gone. O(n log n) to build, logarithmic per draw but for hubs.
 */
final class Strangers {
    private static final long RING = 0x52494E47;

    private final Graph graph;
    private final long seed;
    private final long[] ring;

    Strangers(Graph graph, long seed) {
        this.graph = graph;
        this.seed = seed;
        this.ring = new long[graph.nodeCount()];
        long purpose = KeyHash.mix(seed, RING);
        for (int row = 0; row < ring.length; row++) {
            ring[row] = place(KeyHash.mix(purpose, graph.key(row))) | row;
        }
        Arrays.sort(ring);
    }

    /** The upper half of a positive long; the lower half is left for a row. */
    private static long place(long hash) {
        return (hash >>> 33) << 32;
    }

    /**
     * Row of a stranger.
     *
     * @param row of the node
     * @param loss number of what it lost; the same number, the same stranger
     * @return {@code row} itself where it has an edge with every other node
     */
    int draw(int row, int loss) {
        long point = place(KeyHash.mix(KeyHash.mix(seed, graph.key(row)), loss));
        int found = Arrays.binarySearch(ring, point);
        int start = found >= 0 ? found : -1 - found;
        for (int step = 0; step < ring.length; step++) {
            int other = (int) ring[(start + step) % ring.length];
            if (other != row && !linked(row, other)) {
                return other;
            }
        }
        return row;
    }

    private boolean linked(int row, int other) {
        var adjacency = graph.adjacency();
        return adjacency.contains(row, other) || adjacency.contains(other, row);
    }
}
