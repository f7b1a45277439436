package org.graphunlearning.verify.metric;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/** The edges within two hops of some nodes, in which {@link PaperMetrics} compares two graphs. */
final class Surroundings {
    private static final int HOPS = 2;

    private Surroundings() {}

    /** Edges around the forgotten nodes before and around their neighbours after that are on one side only. */
    static long difference(Graph before, Graph after, long[] forgotten) {
        var start = new BitSet();
        for (long key : forgotten) {
            if (before.row(key) < 0) {
                throw new IllegalArgumentException("No node of the graph before has the key " + key
                        + "; pass the graph as it was before the deletion.");
            }
            start.set(before.row(key));
        }
        var boundary = within(before, start, 1);
        boundary.andNot(start);
        var startAfter = new BitSet();
        boundary.stream()
                .map(row -> after.row(before.key(row)))
                .filter(row -> row >= 0)
                .forEach(startAfter::set);
        var edgesBefore = edges(before, within(before, start, HOPS));
        var edgesAfter = edges(after, within(after, startAfter, HOPS));
        long common = edgesAfter.stream().filter(edgesBefore::contains).count();
        return edgesBefore.size() + edgesAfter.size() - 2 * common;
    }

    /** Rows within so many hops, whichever way the edges point. */
    private static BitSet within(Graph graph, BitSet start, int hops) {
        var in = graph.adjacency();
        var out = in.reversed();
        var reached = start;
        for (int hop = 0; hop < hops; hop++) {
            var next = AffectedNodes.within(out, reached, 1);
            if (in.directed()) {
                next.or(AffectedNodes.within(in, reached, 1));
            }
            reached = next;
        }
        return (BitSet) reached.clone();
    }

    private static Set<ForgetSet.Edge> edges(Graph graph, BitSet rows) {
        var in = graph.adjacency();
        var edges = new HashSet<ForgetSet.Edge>();
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            for (int k = in.ptr()[row]; k < in.ptr()[row + 1]; k++) {
                if (rows.get(in.idx()[k]) && (in.directed() || in.idx()[k] < row)) {
                    edges.add(new ForgetSet.Edge(graph.key(in.idx()[k]), graph.key(row)));
                }
            }
        }
        return edges;
    }
}
