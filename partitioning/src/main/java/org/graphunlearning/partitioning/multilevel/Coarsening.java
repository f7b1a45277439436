package org.graphunlearning.partitioning.multilevel;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * One step to a coarser graph. Vertices join the neighbouring cluster they are tied to most for its size, in an order
 * drawn from keys. Clusters rather than pairs, because the leaves of a hub have only the hub to pair with; ties over
 * size, because otherwise the first large cluster takes everything.
 */
final class Coarsening {
    /** A step merges to no less than this share of the vertices, so that refinement gets its say at every scale. */
    private static final double SHRINK = 0.4;

    private final WeightedGraph graph;
    private final int[] cluster;
    private final int[] size;
    private final int[] training;
    private final boolean[] joined;
    private final int[] links;
    private final int[] near;
    private int nearCount;

    private Coarsening(WeightedGraph graph) {
        this.graph = graph;
        int n = graph.vertices();
        cluster = new int[n];
        Arrays.setAll(cluster, v -> v);
        size = graph.size().clone();
        training = graph.training().clone();
        joined = new boolean[n];
        links = new int[n];
        near = new int[n];
    }

    /**
     * What clusters may be.
     *
     * @param size most nodes
     * @param training most labelled training nodes
     * @param vertices fewest clusters
     */
    record Caps(int size, int training, int vertices) {}

    /**
     * A coarser graph.
     *
     * @param graph the coarse one
     * @param coarse per vertex of the fine one, its vertex in the coarse one
     */
    record Step(WeightedGraph graph, int[] coarse) {}

    /**
     * Coarsens once.
     *
     * @param within when given, only vertices of the same value merge
     */
    static Step step(WeightedGraph graph, Caps caps, long purpose, int @Nullable [] within) {
        var coarsening = new Coarsening(graph);
        coarsening.cluster(caps, purpose, within);
        return coarsening.contract();
    }

    private void cluster(Caps caps, long purpose, int @Nullable [] within) {
        int clusters = graph.vertices();
        int fewest = (int) Math.max(caps.vertices(), SHRINK * clusters);
        for (int v : graph.shuffled(purpose)) {
            if (clusters <= fewest) {
                return;
            }
            if (!joined[v]) {
                int best = best(v, caps, purpose, within);
                if (best >= 0) {
                    cluster[v] = best;
                    size[best] += graph.size()[v];
                    training[best] += graph.training()[v];
                    joined[v] = true;
                    joined[best] = true; // a cluster that others joined stays where it is
                    clusters--;
                }
            }
        }
    }

    private int best(int v, Caps caps, long purpose, int @Nullable [] within) {
        nearCount = 0;
        for (int e = graph.ptr()[v]; e < graph.ptr()[v + 1]; e++) {
            int to = cluster[graph.idx()[e]];
            if (within == null || within[to] == within[v]) {
                if (links[to] == 0) {
                    near[nearCount++] = to;
                }
                links[to] += graph.weight()[e];
            }
        }
        int best = -1;
        for (int i = 0; i < nearCount; i++) {
            int to = near[i];
            boolean fits = size[to] + graph.size()[v] <= caps.size()
                    && (graph.training()[v] == 0 || training[to] + graph.training()[v] <= caps.training());
            if (fits && (best < 0 || beats(to, best, purpose))) {
                best = to;
            }
        }
        for (int i = 0; i < nearCount; i++) {
            links[near[i]] = 0;
        }
        return best;
    }

    private boolean beats(int one, int other, long purpose) {
        long difference = (long) links[one] * size[other] - (long) links[other] * size[one];
        return difference > 0
                || (difference == 0
                        && KeyHash.mix(purpose, graph.keys()[one]) > KeyHash.mix(purpose, graph.keys()[other]));
    }

    private Step contract() {
        int n = graph.vertices();
        var coarse = new int[n];
        int count = 0;
        for (int v = 0; v < n; v++) {
            if (cluster[v] == v) {
                coarse[v] = count++;
            }
        }
        var first = new int[count + 1];
        for (int v = 0; v < n; v++) {
            coarse[v] = coarse[cluster[v]];
            first[coarse[v] + 1]++;
        }
        for (int c = 0; c < count; c++) {
            first[c + 1] += first[c];
        }
        var members = new int[n];
        var cursor = Arrays.copyOf(first, count);
        for (int v = 0; v < n; v++) {
            members[cursor[coarse[v]]++] = v;
        }
        return new Step(merged(coarse, first, members), coarse);
    }

    private WeightedGraph merged(int[] coarse, int[] first, int[] members) {
        int count = first.length - 1;
        var ptr = new int[count + 1];
        var idx = new int[graph.idx().length];
        var weight = new int[idx.length];
        var out = new WeightedGraph(ptr, idx, weight, new int[count], new int[count], new long[count]);
        int length = 0;
        for (int c = 0; c < count; c++) {
            for (int m = first[c]; m < first[c + 1]; m++) {
                int v = members[m];
                out.size()[c] += graph.size()[v];
                out.training()[c] += graph.training()[v];
                if (cluster[v] == v) {
                    out.keys()[c] = graph.keys()[v];
                }
                for (int e = graph.ptr()[v]; e < graph.ptr()[v + 1]; e++) {
                    int to = coarse[graph.idx()[e]];
                    if (to != c) {
                        if (links[to] == 0) {
                            idx[length++] = to;
                        }
                        links[to] += graph.weight()[e];
                    }
                }
            }
            for (int e = ptr[c]; e < length; e++) {
                weight[e] = links[idx[e]];
                links[idx[e]] = 0;
            }
            ptr[c + 1] = length;
        }
        return new WeightedGraph(
                ptr, Arrays.copyOf(idx, length), Arrays.copyOf(weight, length), out.size(), out.training(), out.keys());
    }
}
