package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Adjacency;

/**
 * Who shares an edge with whom, whichever way it leads: compressed rows. Two directed edges that oppose each other make a
 * neighbour twice, so that counts over rows are twice the counts over edges in any graph.
 *
 * @param ptr row starts, one entry more than rows
 * @param idx neighbours; shared with an undirected graph, never written
 */
record Neighbours(int[] ptr, int[] idx) {
    /** Linear; the arrays of an undirected graph as they are. */
    static Neighbours of(Adjacency adjacency) {
        if (!adjacency.directed()) {
            return new Neighbours(adjacency.ptr(), adjacency.idx());
        }
        long entries = 2L * adjacency.idx().length;
        if (entries > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "Both ways of all edges are " + entries + " neighbour entries; the limit is 2^31 - 9.");
        }
        var out = adjacency.reversed();
        var ptr = new int[adjacency.ptr().length];
        Arrays.setAll(ptr, row -> adjacency.ptr()[row] + out.ptr()[row]);
        var idx = new int[(int) entries];
        for (int row = 0; row < adjacency.nodeCount(); row++) {
            int in = adjacency.degree(row);
            System.arraycopy(adjacency.idx(), adjacency.ptr()[row], idx, ptr[row], in);
            System.arraycopy(out.idx(), out.ptr()[row], idx, ptr[row] + in, out.degree(row));
        }
        return new Neighbours(ptr, idx);
    }

    int rows() {
        return ptr.length - 1;
    }

    int degree(int row) {
        return ptr[row + 1] - ptr[row];
    }
}
