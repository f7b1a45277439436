package org.graphunlearning.verify.distance;

import java.util.Arrays;
import java.util.Random;

/** Small labelled graphs, and their distance by trying every mapping. */
final class SmallGraphs {
    private SmallGraphs() {}

    static LabelledGraph random(Random random, int nodes, boolean directed, int root) {
        var labels = random.ints(nodes, 0, 3).toArray();
        var strength = new byte[nodes * nodes];
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < (directed ? nodes : i); j++) {
                if (i != j && random.nextInt(100) < 55) {
                    strength[i * nodes + j] = (byte) (1 + random.nextInt(3));
                    strength[j * nodes + i] = directed ? strength[j * nodes + i] : strength[i * nodes + j];
                }
            }
        }
        return new LabelledGraph(labels, strength, directed, root);
    }

    /** An undirected graph whose edges are all strong. */
    static LabelledGraph of(String labels, int root, int[]... edges) {
        int n = labels.length();
        var strength = new byte[n * n];
        for (var edge : edges) {
            strength[edge[0] * n + edge[1]] = 3;
            strength[edge[1] * n + edge[0]] = 3;
        }
        return new LabelledGraph(labels.chars().toArray(), strength, false, root);
    }

    /** The same graph with its nodes in another order. */
    static LabelledGraph permuted(LabelledGraph graph, int[] position) {
        int n = graph.nodeCount();
        var labels = new int[n];
        var strength = new byte[n * n];
        for (int i = 0; i < n; i++) {
            labels[position[i]] = graph.labels()[i];
            for (int j = 0; j < n; j++) {
                strength[position[i] * n + position[j]] = graph.strength()[i * n + j];
            }
        }
        return new LabelledGraph(labels, strength, graph.directed(), graph.root() < 0 ? -1 : position[graph.root()]);
    }

    /** Least cost over every way of mapping nodes to nodes or to nothing. */
    static double bruteForce(LabelledGraph one, LabelledGraph other) {
        return tryAll(one, other, new int[one.nodeCount()], 0);
    }

    private static double tryAll(LabelledGraph one, LabelledGraph other, int[] map, int at) {
        if (at == map.length) {
            return cost(one, other, map);
        }
        double best = Double.POSITIVE_INFINITY;
        for (int image = -1; image < other.nodeCount(); image++) {
            boolean free = true;
            for (int k = 0; k < at; k++) {
                free &= image < 0 || map[k] != image;
            }
            boolean roots = one.root() < 0 || (at == one.root()) == (image >= 0 && image == other.root());
            if (free && roots) {
                map[at] = image;
                best = Math.min(best, tryAll(one, other, map, at + 1));
            }
        }
        return best;
    }

    /** Edits one by one: nodes and edges that go, change or come. */
    private static double cost(LabelledGraph one, LabelledGraph other, int[] map) {
        double cost = 0;
        int n = one.nodeCount();
        int m = other.nodeCount();
        var source = new int[m];
        Arrays.fill(source, -1);
        for (int i = 0; i < n; i++) {
            if (map[i] >= 0) {
                source[map[i]] = i;
                cost += one.labels()[i] == other.labels()[map[i]] ? 0 : 1;
            } else {
                cost += 1;
            }
        }
        double edges = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int old = one.strength()[i * n + j];
                int now = map[i] >= 0 && map[j] >= 0 ? other.strength()[map[i] * m + map[j]] : 0;
                edges += old == 0 || old == now ? 0 : now == 0 ? 1 : 0.5;
            }
        }
        for (int i = 0; i < m; i++) {
            cost += source[i] < 0 ? 1 : 0;
            for (int j = 0; j < m; j++) {
                boolean existed = source[i] >= 0 && source[j] >= 0 && one.strength()[source[i] * n + source[j]] > 0;
                edges += other.strength()[i * m + j] > 0 && !existed ? 1 : 0;
            }
        }
        return cost + (one.directed() ? edges : edges / 2);
    }
}
