package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.NodeSplit;
import org.graphunlearning.testgraphs.PlantedPartition;

/** Graphs to cut. Keys are {@code 1337 + 3 * row}, so that mixing keys and rows fails. */
final class CutGraphs {
    static final int BLOCKS = 4;

    private CutGraphs() {}

    /** One of each shape that has broken a partitioner somewhere. */
    static Map<String, Graph> shapes() {
        var shapes = new LinkedHashMap<String, Graph>();
        shapes.put("karate", of(KarateClub.factions()));
        shapes.put("planted", planted(1));
        shapes.put("planted, directed", directed(planted(1)));
        shapes.put("dense features", dense(planted(2)));
        shapes.put("star", star(60));
        shapes.put("two sides", twoSides(30));
        shapes.put("one clique", clique(50));
        shapes.put("isolated nodes", plain(40, new int[] {0, 1}, new int[] {1, 2}, false));
        shapes.put("no edges", plain(40, new int[0], new int[0], false));
        shapes.put("equal features", withFeatures(star(60), new DenseFeatures(1, ones(60))));
        return shapes;
    }

    /** Four blocks of 100, dense inside. */
    static Graph planted(long seed) {
        return of(PlantedPartition.generate(new PlantedPartition.Settings(400, BLOCKS, 0.3, 0.01, seed)));
    }

    /** Row 0 is the hub. */
    static Graph star(int nodes) {
        return plain(nodes, new int[nodes - 1], IntStream.range(1, nodes).toArray(), false);
    }

    /** Every even row is joined with every odd one. */
    static Graph twoSides(int nodes) {
        return joined(nodes, true);
    }

    /** Every row is joined with every other. */
    static Graph clique(int nodes) {
        return joined(nodes, false);
    }

    private static Graph joined(int nodes, boolean oddOnly) {
        var pairs = IntStream.range(0, nodes * nodes)
                .filter(pair -> pair / nodes < pair % nodes)
                .filter(pair -> !oddOnly || (pair / nodes + pair % nodes) % 2 == 1)
                .toArray();
        var sources = Arrays.stream(pairs).map(pair -> pair / nodes).toArray();
        var targets = Arrays.stream(pairs).map(pair -> pair % nodes).toArray();
        return plain(nodes, sources, targets, false);
    }

    /** Two classes by halves of the rows; every row its own feature and one of its half; every third row is for testing. */
    static Graph plain(int nodes, int[] sources, int[] targets, boolean directed) {
        var ptr = new int[nodes + 1];
        var idx = new int[2 * nodes];
        for (int row = 0; row < nodes; row++) {
            idx[2 * row] = row;
            idx[2 * row + 1] = nodes + 2 * row / nodes;
            ptr[row + 1] = 2 * (row + 1);
        }
        var labels = new Object[nodes];
        Arrays.setAll(labels, row -> (long) (2 * row / nodes));
        var roles = new byte[nodes];
        for (int row = 0; row < nodes; row++) {
            roles[row] = (byte) (row % 3 == 2 ? Role.TEST : Role.TRAIN).ordinal();
        }
        return Graph.of(
                keys(nodes),
                Adjacency.of(nodes, sources, targets, sources.length, directed),
                new SparseFeatures(nodes + 2, ptr, idx, ones(2 * nodes)),
                Labels.of(labels),
                new Split(roles));
    }

    /** A graph without features gets the identity; roles are the random split. */
    static Graph of(GraphData data) {
        int n = data.nodeCount();
        var labels = new Object[n];
        Arrays.setAll(labels, row -> data.labels()[row] < 0 ? null : (Object) data.labels()[row]);
        var roles = new byte[n];
        NodeSplit[] split = data.splitRandom();
        for (int row = 0; row < n; row++) {
            roles[row] = (byte) Role.valueOf(split[row].name()).ordinal();
        }
        Features features = data.featureCount() == 0
                ? new SparseFeatures(
                        n,
                        IntStream.rangeClosed(0, n).toArray(),
                        IntStream.range(0, n).toArray(),
                        ones(n))
                : new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal());
        var adjacency = Adjacency.of(n, data.sources(), data.targets(), data.edgeCount(), data.directed());
        return Graph.of(keys(n), adjacency, features, Labels.of(labels), new Split(roles));
    }

    /** Each edge in one direction only: downwards when the rows sum to an odd number. */
    static Graph directed(Graph graph) {
        var a = graph.adjacency();
        var pairs = IntStream.range(0, graph.nodeCount())
                .boxed()
                .flatMap(row -> IntStream.range(a.ptr()[row], a.ptr()[row + 1])
                        .map(k -> a.idx()[k])
                        .filter(other -> other < row)
                        .mapToObj(other -> (row + other) % 2 == 1 ? new int[] {row, other} : new int[] {other, row}))
                .toList();
        var sources = pairs.stream().mapToInt(pair -> pair[0]).toArray();
        var targets = pairs.stream().mapToInt(pair -> pair[1]).toArray();
        return withAdjacency(graph, Adjacency.of(graph.nodeCount(), sources, targets, sources.length, true));
    }

    /** The same graph with dense features. */
    static Graph dense(Graph graph) {
        var x = (SparseFeatures) graph.features();
        var values = new float[x.rows() * x.columns()];
        for (int row = 0; row < x.rows(); row++) {
            for (int k = x.ptr()[row]; k < x.ptr()[row + 1]; k++) {
                values[row * x.columns() + x.idx()[k]] = x.val()[k];
            }
        }
        return withFeatures(graph, new DenseFeatures(x.columns(), values));
    }

    static Graph withFeatures(Graph graph, Features features) {
        return Graph.of(graph.keys(), graph.adjacency(), features, graph.labels(), graph.split());
    }

    static Graph withAdjacency(Graph graph, Adjacency adjacency) {
        return Graph.of(graph.keys(), adjacency, graph.features(), graph.labels(), graph.split());
    }

    static Graph edgeless(Graph graph) {
        return withAdjacency(graph, Adjacency.of(graph.nodeCount(), new int[0], new int[0], 0, false));
    }

    static Graph withLabels(Graph graph, Labels labels) {
        return Graph.of(graph.keys(), graph.adjacency(), graph.features(), labels, graph.split());
    }

    static int[] cut(String partitioner, Graph graph, Partitioner.Cut cut) {
        return cut(partitioner, graph, cut, 1).shardOfRow();
    }

    static Partition cut(String partitioner, Graph graph, Partitioner.Cut cut, int threads) {
        try (var compute = Compute.withThreads(threads)) {
            return Partitioners.named(partitioner).partition(graph, cut, compute);
        }
    }

    static float[] ones(int length) {
        var ones = new float[length];
        Arrays.fill(ones, 1f);
        return ones;
    }

    private static long[] keys(int nodes) {
        return IntStream.range(0, nodes).mapToLong(row -> 1337 + 3L * row).toArray();
    }
}
