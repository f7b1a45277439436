package org.graphunlearning.partitioning.guide;

import org.graphunlearning.gnn.graph.Graph;

/**
 * Gives nodes without edges, about which a spectral cut knows nothing, to the shards that lack most: labelled training
 * nodes first, to the shard with the fewest of their class, then the others, to the smallest shard. O(nk).
 */
final class Leftovers {
    private static final int UNPLACED = -1;

    private final int[] shard;
    private final int cap;
    private final int[] size;

    /** Training nodes per class and shard. */
    private final int[][] count;

    private Leftovers(int[] shard, int classes, int k, int cap) {
        this.shard = shard;
        this.cap = cap;
        size = new int[k];
        count = new int[classes][k];
    }

    /** Fills every -1 of {@code shard}; no shard gets more than {@code cap} rows. */
    static void place(Graph graph, int[] shard, int k, int cap) {
        var leftovers = new Leftovers(shard, graph.classes().size(), k, cap);
        var colours = Guidance.colours(graph);
        for (int row = 0; row < shard.length; row++) {
            if (shard[row] != UNPLACED) {
                leftovers.put(row, shard[row], colours[row]);
            }
        }
        for (int row = 0; row < shard.length; row++) {
            if (shard[row] == UNPLACED && colours[row] >= 0) {
                leftovers.put(row, leftovers.poorest(leftovers.count[colours[row]]), colours[row]);
            }
        }
        for (int row = 0; row < shard.length; row++) {
            if (shard[row] == UNPLACED) {
                leftovers.put(row, leftovers.poorest(leftovers.size), -1);
            }
        }
    }

    private void put(int row, int to, int colour) {
        shard[row] = to;
        size[to]++;
        if (colour >= 0) {
            count[colour][to]++;
        }
    }

    /** The shard with room that has least of something, the smaller of two. */
    private int poorest(int[] has) {
        int best = -1;
        for (int s = 0; s < size.length; s++) {
            boolean poorer = best < 0 || has[s] < has[best] || (has[s] == has[best] && size[s] < size[best]);
            best = size[s] < cap && poorer ? s : best;
        }
        return best;
    }
}
