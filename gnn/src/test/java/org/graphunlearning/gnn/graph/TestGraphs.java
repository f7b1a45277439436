package org.graphunlearning.gnn.graph;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.NodeSplit;

/** Graphs for tests: the arrays of {@code test-graphs} as a {@link Graph}, and small random ones. */
public final class TestGraphs {
    private TestGraphs() {}

    /** The published split of a graph; keys are {@code 1337 + 3 * node}, so that mixing keys and rows fails. */
    public static Graph of(GraphData data) {
        return of(data, data.split());
    }

    /** Another split. */
    public static Graph of(GraphData data, NodeSplit[] split) {
        int n = data.nodeCount();
        var keys = new long[n];
        var labels = new Object[n];
        var roles = new byte[n];
        for (int i = 0; i < n; i++) {
            keys[i] = 1337 + 3L * i;
            labels[i] = data.labels()[i] < 0 ? null : (Object) data.labels()[i];
            roles[i] = (byte) Role.valueOf(split[i].name()).ordinal();
        }
        var features = new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal());
        var adjacency = Adjacency.of(n, data.sources(), data.targets(), data.edgeCount(), data.directed());
        return Graph.of(keys, adjacency, features, Labels.of(labels), new Split(roles));
    }

    /** A random graph with three classes, isolated nodes and sparse features; half of the nodes train. */
    public static Graph random(int nodes, int edges, boolean directed, long seed) {
        var random = new Random(seed);
        var from = random.ints(edges, 0, nodes).toArray();
        var to = random.ints(edges, 0, Math.max(1, nodes - 2)).toArray();
        var keys = random.longs(nodes * 2L, 0, 1_000_000)
                .distinct()
                .limit(nodes)
                .sorted()
                .toArray();
        var labels = new Object[nodes];
        var roles = new byte[nodes];
        var ptr = new int[nodes + 1];
        var idx = new int[nodes * 3];
        var val = new float[nodes * 3];
        for (int i = 0; i < nodes; i++) {
            labels[i] = (long) (i % 3);
            roles[i] = (byte) (i % 2 == 0 ? Role.TRAIN : i % 4 == 1 ? Role.VALIDATION : Role.TEST).ordinal();
            var columns = random.ints(0, 8).distinct().limit(3).sorted().toArray();
            for (int k = 0; k < 3; k++) {
                idx[3 * i + k] = columns[k];
                val[3 * i + k] = 0.25f + random.nextFloat();
            }
            ptr[i + 1] = 3 * (i + 1);
        }
        return Graph.of(
                keys,
                Adjacency.of(nodes, from, to, edges, directed),
                new SparseFeatures(8, ptr, idx, val),
                Labels.of(labels),
                new Split(roles));
    }

    /** The same graph with dense features. */
    public static Graph dense(Graph graph) {
        var x = (SparseFeatures) graph.features();
        var values = new float[x.rows() * x.columns()];
        for (int row = 0; row < x.rows(); row++) {
            for (int k = x.ptr()[row]; k < x.ptr()[row + 1]; k++) {
                values[row * x.columns() + x.idx()[k]] = x.val()[k];
            }
        }
        return Graph.of(
                graph.keys(), graph.adjacency(), new DenseFeatures(x.columns(), values), graph.labels(), graph.split());
    }

    /** Some node keys, drawn with a seed. */
    public static long[] someKeys(Graph graph, int count, long seed) {
        var random = new Random(seed);
        return Arrays.copyOf(
                random.ints(0, graph.nodeCount())
                        .distinct()
                        .limit(count)
                        .mapToLong(graph::key)
                        .toArray(),
                count);
    }
}
