package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * Edges planted between training nodes of different labels, for staging only: they make a model worse, and forgetting exactly
 * them should make it as good as one that never had them (the poisoning test of GIF; Wu et al., 2023).
 *
 * @param graph with the planted edges
 * @param planted the edges, to be forgotten
 */
public record AdversarialEdges(Graph graph, ForgetSet planted) {
    private static final double LEAST_DAMAGE = 0.01;
    private static final int ATTEMPTS_PER_EDGE = 100;
    private static final long PURPOSE = 0x4144;

    /**
     * Plants edges by random draws.
     *
     * @param clean the graph as it is
     * @param share how many, as a share of its edges, in (0, 1]
     * @param seed of the draws
     * @throws IllegalArgumentException when there are too few pairs of training nodes with different labels
     */
    public static AdversarialEdges plant(Graph clean, double share, long seed) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("`share` must lie in (0, 1], not " + share + ".");
        }
        int count = (int) Math.max(1, Math.floor(share * clean.adjacency().edgeCount()));
        var edges = drawn(clean, count, CounterRng.purpose(seed, 0, PURPOSE));
        if (edges.size() < count) {
            throw new IllegalArgumentException("Only " + edges.size() + " of " + count
                    + " pairs of training nodes with different labels were found; plant a smaller share.");
        }
        var adjacency = added(clean, edges);
        var graph = Graph.of(clean.keys(), adjacency, clean.features(), clean.labels(), clean.split());
        return new AdversarialEdges(graph, new ForgetSet(new long[0], edges, List.of(), new long[0]));
    }

    private static List<ForgetSet.Edge> drawn(Graph graph, int count, long purpose) {
        int[] rows = graph.trainingRows();
        var out = new ArrayList<ForgetSet.Edge>();
        Set<Long> seen = new HashSet<>();
        long attempts = rows.length == 0 ? 0 : (long) ATTEMPTS_PER_EDGE * count;
        for (long attempt = 0; attempt < attempts && out.size() < count; attempt++) {
            int u = rows[(int) (CounterRng.uniform(purpose, 2 * attempt) * rows.length)];
            int v = rows[(int) (CounterRng.uniform(purpose, 2 * attempt + 1) * rows.length)];
            if (graph.targets()[u] != graph.targets()[v]
                    && !graph.adjacency().contains(u, v)
                    && !graph.adjacency().contains(v, u)
                    && seen.add(((long) Math.min(u, v) << 32) | Math.max(u, v))) {
                out.add(new ForgetSet.Edge(graph.key(u), graph.key(v)));
            }
        }
        return out;
    }

    private static Adjacency added(Graph graph, List<ForgetSet.Edge> edges) {
        var old = graph.adjacency();
        var sources = new int[old.edgeCount() + edges.size()];
        var targets = new int[sources.length];
        int length = 0;
        for (int row = 0; row < old.nodeCount(); row++) {
            for (int k = old.ptr()[row]; k < old.ptr()[row + 1]; k++) {
                if (old.directed() || old.idx()[k] < row) {
                    sources[length] = old.idx()[k];
                    targets[length++] = row;
                }
            }
        }
        for (var edge : edges) {
            sources[length] = graph.row(edge.source());
            targets[length++] = graph.row(edge.target());
        }
        return Adjacency.of(old.nodeCount(), Arrays.copyOf(sources, length), targets, length, old.directed());
    }

    /**
     * How much of the damage unlearning repaired: 1 is the clean model, 0 the poisoned one; more or less is possible. To be shown
     * beside the same number of a retrained model.
     *
     * @param clean F1 of a model that never had the edges, in [0, 1]
     * @param poisoned F1 of the model that learned them
     * @param unlearned F1 of the model that unlearned them
     * @return null where the edges cost less than 0.01, so that there is nothing to recover
     */
    public static @Nullable Double recovery(double clean, double poisoned, double unlearned) {
        for (double f1 : new double[] {clean, poisoned, unlearned}) {
            if (!(f1 >= 0 && f1 <= 1)) {
                throw new IllegalArgumentException("An F1 lies in [0, 1]; " + f1 + " does not.");
            }
        }
        double damage = clean - poisoned;
        return damage < LEAST_DAMAGE ? null : (Double) ((unlearned - poisoned) / damage);
    }
}
