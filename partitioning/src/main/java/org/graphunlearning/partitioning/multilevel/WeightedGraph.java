package org.graphunlearning.partitioning.multilevel;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * An undirected graph whose vertices stand for one or more nodes: the graph to cut, or a coarser picture of it. Every
 * edge lies in the rows of both its ends.
 *
 * @param ptr row starts
 * @param idx neighbours
 * @param weight edges of the finest graph that an entry stands for
 * @param size nodes that a vertex stands for
 * @param training labelled training nodes among them
 * @param keys key of one of them, from which draws are made
 */
record WeightedGraph(int[] ptr, int[] idx, int[] weight, int[] size, int[] training, long[] keys) {
    /** The finest picture: a vertex per node; a pair joined both ways by directed edges weighs two. */
    static WeightedGraph of(Graph graph) {
        var size = new int[graph.nodeCount()];
        Arrays.fill(size, 1);
        var training = new int[graph.nodeCount()];
        for (int row : graph.trainingRows()) {
            training[row] = 1;
        }
        var adjacency = graph.adjacency();
        if (adjacency.directed()) {
            return union(
                    adjacency,
                    adjacency.reversed(),
                    new WeightedGraph(
                            new int[size.length + 1],
                            new int[2 * adjacency.idx().length],
                            new int[2 * adjacency.idx().length],
                            size,
                            training,
                            graph.keys()));
        }
        var weight = new int[adjacency.idx().length];
        Arrays.fill(weight, 1);
        return new WeightedGraph(adjacency.ptr(), adjacency.idx(), weight, size, training, graph.keys());
    }

    /** Merges ascending rows; a neighbour that is in both weighs two. */
    private static WeightedGraph union(Adjacency in, Adjacency out, WeightedGraph into) {
        int length = 0;
        for (int v = 0; v < into.vertices(); v++) {
            int a = in.ptr()[v];
            int b = out.ptr()[v];
            while (a < in.ptr()[v + 1] || b < out.ptr()[v + 1]) {
                int first = a < in.ptr()[v + 1] ? in.idx()[a] : Integer.MAX_VALUE;
                int second = b < out.ptr()[v + 1] ? out.idx()[b] : Integer.MAX_VALUE;
                into.idx[length] = Math.min(first, second);
                into.weight[length++] = first == second ? 2 : 1;
                a += first <= second ? 1 : 0;
                b += second <= first ? 1 : 0;
            }
            into.ptr[v + 1] = length;
        }
        return new WeightedGraph(
                into.ptr,
                Arrays.copyOf(into.idx, length),
                Arrays.copyOf(into.weight, length),
                into.size,
                into.training,
                into.keys);
    }

    int vertices() {
        return size.length;
    }

    /** The vertices in an order drawn from their keys. */
    int[] shuffled(long purpose) {
        var draws = new long[vertices()];
        for (int v = 0; v < draws.length; v++) {
            draws[v] = (KeyHash.mix(purpose, keys[v]) & 0xFFFFFFFF_00000000L) | v;
        }
        Arrays.sort(draws);
        var order = new int[draws.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) draws[i];
        }
        return order;
    }
}
