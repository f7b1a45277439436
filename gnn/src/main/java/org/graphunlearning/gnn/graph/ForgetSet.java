package org.graphunlearning.gnn.graph;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What is to be forgotten, named by node key so that it means the same before and after a deletion.
 *
 * @param nodes keys of nodes to remove with all their edges
 * @param edges edges to remove; in an undirected graph the order of the ends does not matter
 * @param features feature cells to set to zero
 * @param labels keys of nodes whose label to forget, and with it their role; the node stays
 */
public record ForgetSet(long[] nodes, List<Edge> edges, List<Cells> features, long[] labels) {
    /** An edge by the keys of its ends. */
    public record Edge(long source, long target) {}

    /**
     * Feature cells of one node.
     *
     * @param node its key
     * @param columns the columns to zero; empty means the whole vector
     */
    public record Cells(long node, int[] columns) {}

    /** Sorts keys and drops repetitions. */
    public ForgetSet {
        nodes = LongStream.of(nodes).sorted().distinct().toArray();
        labels = LongStream.of(labels).sorted().distinct().toArray();
        edges = List.copyOf(new LinkedHashSet<>(edges));
        features = List.copyOf(features);
    }

    /** Forgets nothing. */
    public static ForgetSet nothing() {
        return ofNodes();
    }

    /** Forgets whole nodes. */
    public static ForgetSet ofNodes(long... keys) {
        return new ForgetSet(keys, List.of(), List.of(), new long[0]);
    }

    /** Forgets one edge. */
    public static ForgetSet ofEdge(long source, long target) {
        return new ForgetSet(new long[0], List.of(new Edge(source, target)), List.of(), new long[0]);
    }

    /** Forgets feature values of one node; no column named means all. */
    public static ForgetSet ofFeatures(long node, int... columns) {
        return new ForgetSet(new long[0], List.of(), List.of(new Cells(node, columns)), new long[0]);
    }

    /** Forgets the labels of nodes, not the nodes. */
    public static ForgetSet ofLabels(long... keys) {
        return new ForgetSet(new long[0], List.of(), List.of(), keys);
    }

    /** Both requests as one. */
    public ForgetSet and(ForgetSet other) {
        return new ForgetSet(
                LongStream.concat(Arrays.stream(nodes), Arrays.stream(other.nodes))
                        .toArray(),
                Stream.concat(edges.stream(), other.edges.stream()).toList(),
                Stream.concat(features.stream(), other.features.stream()).toList(),
                LongStream.concat(Arrays.stream(labels), Arrays.stream(other.labels))
                        .toArray());
    }

    /** Whether nothing is to be forgotten. */
    public boolean isEmpty() {
        return nodes.length == 0 && edges.isEmpty() && features.isEmpty() && labels.length == 0;
    }
}
