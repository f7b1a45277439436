package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * A graph with edges that should not be there: from a labelled training node to a labelled node of another class.
 *
 * @param graph the graph with them
 * @param added those edges, none of which was there before
 */
record CrossingEdges(Graph graph, List<ForgetSet.Edge> added) {
    private static final long PURPOSE = 0x43524F5353L;
    private static final int DRAWS_PER_EDGE = 100;

    /**
     * Draws them.
     *
     * @param clean an undirected graph
     * @param share edges to add, relative to those there are
     * @throws IllegalArgumentException when there is no room for so many
     */
    static CrossingEdges of(Graph clean, double share, long seed) {
        int count = Math.max(1, (int) Math.round(share * clean.adjacency().edgeCount()));
        var added = drawn(clean, count, KeyHash.mix(PURPOSE, seed));
        var sources = added.stream().mapToInt(edge -> clean.row(edge.source())).toArray();
        var targets = added.stream().mapToInt(edge -> clean.row(edge.target())).toArray();
        var graph = Graph.of(
                clean.keys(),
                joined(clean.adjacency(), sources, targets),
                clean.features(),
                clean.labels(),
                clean.split());
        return new CrossingEdges(graph, added);
    }

    private static List<ForgetSet.Edge> drawn(Graph clean, int count, long purpose) {
        int[] training = clean.trainingRows();
        int[] labels = clean.labels().ofRow();
        int[] labelled = IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .toArray();
        Set<ForgetSet.Edge> out = new LinkedHashSet<>();
        for (long draw = 0; out.size() < count; draw++) {
            if (draw >= (long) DRAWS_PER_EDGE * count) {
                throw new IllegalArgumentException(
                        "The graph has no room for " + count + " more edges between classes.");
            }
            int a = pick(training, purpose, 2 * draw);
            int b = pick(labelled, purpose, 2 * draw + 1);
            if (labels[a] != labels[b] && !clean.adjacency().contains(a, b)) {
                out.add(new ForgetSet.Edge(clean.key(Math.min(a, b)), clean.key(Math.max(a, b))));
            }
        }
        return List.copyOf(out);
    }

    private static int pick(int[] rows, long purpose, long draw) {
        return rows[(int) (CounterRng.uniform(purpose, draw) * rows.length)];
    }

    private static Adjacency joined(Adjacency there, int[] sources, int[] targets) {
        int n = there.nodeCount();
        var from = Arrays.copyOf(sources, sources.length + there.edgeCount());
        var to = Arrays.copyOf(targets, from.length);
        int length = sources.length;
        for (int target = 0; target < n; target++) {
            for (int k = there.ptr()[target]; k < there.ptr()[target + 1]; k++) {
                if (there.idx()[k] < target) {
                    from[length] = there.idx()[k];
                    to[length++] = target;
                }
            }
        }
        return Adjacency.of(n, from, to, length, false);
    }
}
