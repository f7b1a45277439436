package org.graphunlearning.testgraphs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What tests measure on a graph. */
final class Shape {
    private Shape() {}

    /** Share of edges whose two ends have the same label. */
    static double homophily(GraphData graph) {
        int same = 0;
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            same += graph.labels()[graph.sources()[edge]] == graph.labels()[graph.targets()[edge]] ? 1 : 0;
        }
        return same / (double) graph.edgeCount();
    }

    static long triangles(GraphData graph) {
        var pairs = new HashSet<Long>();
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            pairs.add(pair(graph.sources()[edge], graph.targets()[edge]));
        }
        long count = 0;
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            count += closing(pairs, graph.sources()[edge], graph.targets()[edge], graph.nodeCount());
        }
        return count;
    }

    private static long closing(Set<Long> pairs, int low, int middle, int nodeCount) {
        long count = 0;
        for (int high = middle + 1; high < nodeCount; high++) {
            count += pairs.contains(pair(low, high)) && pairs.contains(pair(middle, high)) ? 1 : 0;
        }
        return count;
    }

    private static long pair(int low, int high) {
        return ((long) low << 32) | high;
    }

    static int components(GraphData graph) {
        var root = new int[graph.nodeCount()];
        Arrays.setAll(root, node -> node);
        int components = root.length;
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            int a = find(root, graph.sources()[edge]);
            int b = find(root, graph.targets()[edge]);
            components -= a == b ? 0 : 1;
            root[a] = b;
        }
        return components;
    }

    private static int find(int[] root, int node) {
        int at = node;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** Hill's estimate of the exponent of the degree density, from the nodes of at least the given degree. */
    static double tailExponent(int[] degrees, int least) {
        double sum = 0;
        int count = 0;
        for (int degree : degrees) {
            if (degree >= least) {
                sum += Math.log(degree / (least - 0.5));
                count++;
            }
        }
        return 1 + count / sum;
    }

    static long count(NodeSplit[] split, NodeSplit part) {
        return Arrays.stream(split).filter(part::equals).count();
    }

    static long[] classSizes(GraphData graph) {
        var sizes = new long[graph.classCount()];
        for (long label : graph.labels()) {
            sizes[(int) label]++;
        }
        return sizes;
    }
}
