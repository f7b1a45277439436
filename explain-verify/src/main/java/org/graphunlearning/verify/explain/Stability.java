package org.graphunlearning.verify.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;
import org.jspecify.annotations.Nullable;

/**
 * Whether an explanation stays when something changes that does not matter: one of the farthest edges that flow into the target is
 * removed, chosen by the hash of its ends. Linear in the graph per target, because the graph without the edge is built.
 *
 * @param explainer whose explanations are judged; it must score nodes
 * @param seed of the choice
 */
public record Stability(Explainer explainer, long seed) {
    /**
     * One less the Jensen-Shannon distance (base 2) between the heat maps of the nodes with and without the edge, in [0, 1]; 1 is
     * best.
     *
     * @return {@code null} where this says nothing: no edge flows into the target, the prediction changes, or a heat map is zero
     */
    public @Nullable Double of(Gnn model, Graph graph, long key, Compute compute) {
        var targets = Targets.predictedBy(model, graph, new long[] {key}, compute);
        var edge = farEdge(model, graph, targets);
        if (edge == null) {
            return null;
        }
        var other = graph.without(edge);
        var again = Targets.predictedBy(model, other, new long[] {key}, compute);
        if (again.classes()[0] != targets.classes()[0]) {
            return null;
        }
        var before = explainer.explain(model, graph, targets, compute).get(0).nodes();
        var after = explainer.explain(model, other, targets, compute).get(0).nodes();
        Double distance = distance(before, after);
        return distance == null ? null : 1 - distance;
    }

    /** Messages are listed receiver by receiver, the farthest receivers last. */
    private @Nullable ForgetSet farEdge(Gnn model, Graph graph, Targets targets) {
        var ball = Balls.of(model, graph, HubGuard.DEFAULT).around(targets.row(graph, 0));
        var messages = ball.messages();
        var nearest = new int[messages.edges()];
        Arrays.fill(nearest, Integer.MAX_VALUE);
        for (int i = 0; i < messages.receivers(); i++) {
            for (int k = messages.ptr()[i]; k < messages.ptr()[i + 1]; k++) {
                nearest[messages.edge()[k]] = Math.min(nearest[messages.edge()[k]], distance(ball, i));
            }
        }
        int farthest = Arrays.stream(nearest).max().orElse(0);
        return IntStream.range(0, nearest.length)
                .filter(e -> nearest[e] == farthest)
                .mapToObj(e -> new ForgetSet.Edge(graph.key(messages.sourceRow(e)), graph.key(messages.targetRow(e))))
                .min(Comparator.comparingLong(e -> KeyHash.mix(KeyHash.mix(seed, e.source()), e.target())))
                .map(e -> ForgetSet.ofEdge(e.source(), e.target()))
                .orElse(null);
    }

    private static int distance(Ball ball, int position) {
        int out = 0;
        while (ball.within()[out] <= position) {
            out++;
        }
        return out;
    }

    /** Over the union of the keys; a key that is not listed scores zero. */
    static @Nullable Double distance(Attribution.Nodes a, Attribution.Nodes b) {
        double sumA = Arrays.stream(a.magnitude()).sum();
        double sumB = Arrays.stream(b.magnitude()).sum();
        if (sumA < 1e-12 || sumB < 1e-12) {
            return null;
        }
        double divergence = 0;
        int i = 0;
        int j = 0;
        while (i < a.keys().length || j < b.keys().length) {
            long left = i < a.keys().length ? a.keys()[i] : Long.MAX_VALUE;
            long right = j < b.keys().length ? b.keys()[j] : Long.MAX_VALUE;
            double p = left <= right && i < a.keys().length ? a.magnitude()[i++] / sumA : 0;
            double q = right <= left && j < b.keys().length ? b.magnitude()[j++] / sumB : 0;
            divergence += half(p, q) + half(q, p);
        }
        return Math.sqrt(Math.min(1, Math.max(0, divergence)));
    }

    private static double half(double p, double q) {
        return p == 0 ? 0 : 0.5 * p * StrictMath.log(2 * p / (p + q)) / StrictMath.log(2);
    }
}
