package org.graphunlearning.verify.distance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.graphunlearning.verify.explain.Attribution;

/** Draws an {@link ExplanationSubgraph}; a sort of the scores, then linear in what is kept. */
final class SubgraphDrawing {
    private final Attribution attribution;
    private final SubgraphLimits limits;

    SubgraphDrawing(Attribution attribution, SubgraphLimits limits) {
        this.attribution = attribution;
        this.limits = limits;
    }

    ExplanationSubgraph draw(LongToIntFunction labelOf, boolean directed) {
        var chosen = nodes();
        double largest = largestEdge();
        var between = edges(chosen, largest);
        var nodes = connected(chosen, between);
        var kept = Arrays.stream(between)
                .filter(e -> Arrays.binarySearch(nodes, attribution.edges().sources()[e]) >= 0)
                .toArray();
        var sources = Arrays.stream(kept)
                .mapToLong(e -> attribution.edges().sources()[e])
                .toArray();
        var targets = Arrays.stream(kept)
                .mapToLong(e -> attribution.edges().targets()[e])
                .toArray();
        var strengths = new byte[kept.length];
        for (int i = 0; i < kept.length; i++) {
            strengths[i] = strength(score(kept[i]) / largest);
        }
        var labels = Arrays.stream(nodes).mapToInt(labelOf::applyAsInt).toArray();
        return new ExplanationSubgraph(
                attribution.target(),
                nodes,
                labels,
                new ExplanationSubgraph.Edges(sources, targets, strengths, directed));
    }

    private static byte strength(double share) {
        return (byte) (3 * share < 1 ? 1 : 3 * share < 2 ? 2 : 3);
    }

    private double score(int edge) {
        return Math.abs(attribution.edges().signed()[edge]);
    }

    /** Keys of the target and of the strongest nodes, ascending. */
    private long[] nodes() {
        var keys = attribution.nodes().keys();
        var scores = attribution.nodes().magnitude();
        double total = 0;
        for (double score : scores) {
            total += score;
        }
        double enough = limits.nodeMass() * total;
        var byScore = IntStream.range(0, keys.length)
                .filter(i -> scores[i] > 0 && keys[i] != attribution.target())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
        var out = new long[Math.min(limits.mostNodes(), byScore.length + 1)];
        out[0] = attribution.target();
        int length = 1;
        int at = Arrays.binarySearch(keys, attribution.target());
        double mass = at < 0 ? 0 : scores[at];
        for (int i = 0; length < out.length && mass < enough; i++) {
            out[length++] = keys[byScore[i]];
            mass += scores[byScore[i]];
        }
        var chosen = Arrays.copyOf(out, length);
        Arrays.sort(chosen);
        return chosen;
    }

    private double largestEdge() {
        double largest = 0;
        for (int e = 0; e < attribution.edges().signed().length; e++) {
            largest = Math.max(largest, score(e));
        }
        return largest;
    }

    /** Indices of the strongest edges between chosen nodes, ascending. */
    private int[] edges(long[] chosen, double largest) {
        var edges = attribution.edges();
        return IntStream.range(0, edges.signed().length)
                .filter(e -> score(e) > 0 && score(e) >= limits.leastEdge() * largest)
                .filter(e -> Arrays.binarySearch(chosen, edges.sources()[e]) >= 0)
                .filter(e -> Arrays.binarySearch(chosen, edges.targets()[e]) >= 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer e) -> -score(e)).thenComparing(e -> e))
                .limit(limits.mostEdges())
                .mapToInt(e -> e)
                .sorted()
                .toArray();
    }

    /** Those of the chosen nodes that the edges join with the target, whichever way they point. */
    private long[] connected(long[] chosen, int[] between) {
        var reached = new boolean[chosen.length];
        reached[Arrays.binarySearch(chosen, attribution.target())] = true;
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int e : between) {
                int from = Arrays.binarySearch(chosen, attribution.edges().sources()[e]);
                int to = Arrays.binarySearch(chosen, attribution.edges().targets()[e]);
                grows |= reached[from] != reached[to];
                reached[from] |= reached[to];
                reached[to] |= reached[from];
            }
        }
        return IntStream.range(0, chosen.length)
                .filter(i -> reached[i])
                .mapToLong(i -> chosen[i])
                .toArray();
    }
}
