package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Draws without repetition in which a key decides whether its node or edge is drawn. Published code draws positions and takes them
 * for the numbers of nodes, and so forgets nodes nobody trained on.
 */
final class KeyedDraw {
    private KeyedDraw() {}

    /** The rows in the order of a draw; the first so many of them are drawn. */
    static int[] ranked(Graph graph, int[] rows, long purpose) {
        return Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparingLong(row -> KeyHash.mix(purpose, graph.key(row))))
                .mapToInt(row -> row)
                .toArray();
    }

    /** Keys of some of the rows. */
    static long[] keys(Graph graph, int[] rows, int count, long purpose) {
        return Arrays.stream(ranked(graph, rows, purpose))
                .limit(count)
                .mapToLong(graph::key)
                .toArray();
    }

    /** Some edges of the graph, an undirected one named by its lower key first. */
    static List<ForgetSet.Edge> edges(Graph graph, int count, long purpose) {
        var all = new ArrayList<ForgetSet.Edge>();
        var adjacency = graph.adjacency();
        for (int target = 0; target < graph.nodeCount(); target++) {
            for (int k = adjacency.ptr()[target]; k < adjacency.ptr()[target + 1]; k++) {
                int source = adjacency.idx()[k];
                if (adjacency.directed() || source < target) {
                    all.add(new ForgetSet.Edge(graph.key(source), graph.key(target)));
                }
            }
        }
        all.sort(Comparator.comparingLong(edge -> KeyHash.mix(KeyHash.mix(purpose, edge.source()), edge.target())));
        return List.copyOf(all.subList(0, count));
    }
}
