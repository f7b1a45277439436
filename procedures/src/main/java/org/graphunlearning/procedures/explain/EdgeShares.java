package org.graphunlearning.procedures.explain;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.verify.explain.Attribution;

/**
 * Shares of the edges of an explanation by the rows of their ends.
 *
 * @param ends {@code source << 32 | target}, ascending; an undirected edge starts at its smaller row
 * @param importance of each
 * @param directed whether an edge carries messages one way only
 */
record EdgeShares(long[] ends, double[] importance, boolean directed) {
    static EdgeShares of(Graph graph, Attribution.Edges edges) {
        var ends = new long[edges.signed().length];
        var importance = new double[ends.length];
        double total = Arrays.stream(edges.signed()).map(Math::abs).sum();
        for (int e = 0; e < ends.length; e++) {
            ends[e] = pack(graph.row(edges.sources()[e]), graph.row(edges.targets()[e]));
            importance[e] = total > 0 ? Math.abs(edges.signed()[e]) / total : 0;
        }
        return new EdgeShares(ends, importance, graph.adjacency().directed());
    }

    static long pack(int source, int target) {
        return (long) source << 32 | target;
    }

    int source(int edge) {
        return (int) (ends[edge] >>> 32);
    }

    int target(int edge) {
        return (int) ends[edge];
    }

    /** Share of the edge of a message; 0 where no edge was scored, and below 0 where this one was not. */
    double of(int sender, int receiver) {
        if (ends.length == 0) {
            return 0;
        }
        boolean swap = !directed && sender > receiver;
        int at = Arrays.binarySearch(ends, swap ? pack(receiver, sender) : pack(sender, receiver));
        return at < 0 ? -1 : importance[at];
    }
}
