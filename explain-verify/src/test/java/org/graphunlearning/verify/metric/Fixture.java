package org.graphunlearning.verify.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.verify.explain.Attribution;

/** The six-node example whose scores are known to twelve decimals, and small graphs; node i has key 1337 + 3 i. */
final class Fixture {
    static final double[] PRE = {0.33941125497, 0, 0.125092558324, 0.158333333333, 0.037527767497, 0};
    static final double[] POST = {0.296984848098, 0, 0.086602540378, 0.158333333333, 0.025980762114, 0};
    static final int[][] EDGES = {{0, 1}, {1, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 5}};
    static final double[] EDGE_SCORES = {
        -0.021213203436, 0.058872473645, 0.010055534995, -0.025805565836, 0.037527767497, 0
    };

    private Fixture() {}

    static long key(int node) {
        return 1337 + 3L * node;
    }

    static long[] keys(int... nodes) {
        return IntStream.of(nodes).mapToLong(Fixture::key).toArray();
    }

    static Graph graph() {
        return graph(6, false, EDGES);
    }

    static Graph graph(int nodes, boolean directed, int[]... edges) {
        var from = IntStream.range(0, edges.length).map(e -> edges[e][0]).toArray();
        var to = IntStream.range(0, edges.length).map(e -> edges[e][1]).toArray();
        var roles = new byte[nodes];
        Arrays.fill(roles, (byte) Role.TRAIN.ordinal());
        var labels = new Object[nodes];
        Arrays.fill(labels, "a");
        return Graph.of(
                IntStream.range(0, nodes).mapToLong(Fixture::key).toArray(),
                Adjacency.of(nodes, from, to, edges.length, directed),
                new DenseFeatures(2, new float[2 * nodes]),
                Labels.of(labels),
                new Split(roles));
    }

    /** Scores of nodes 0 to 5, explaining node 1. */
    static Attribution attribution(double... nodeScores) {
        return attribution(1, nodeScores, Attribution.Edges.NONE, Attribution.Features.NONE);
    }

    static Attribution attribution(
            int target, double[] nodeScores, Attribution.Edges edges, Attribution.Features features) {
        var keys = IntStream.range(0, nodeScores.length).mapToLong(Fixture::key).toArray();
        return new Attribution(
                key(target), 0, 0.127715, new Attribution.Nodes(keys, nodeScores, nodeScores), edges, features);
    }

    static Attribution.Edges edges(int[][] ends, double... signed) {
        return new Attribution.Edges(
                IntStream.range(0, ends.length).mapToLong(e -> key(ends[e][0])).toArray(),
                IntStream.range(0, ends.length).mapToLong(e -> key(ends[e][1])).toArray(),
                signed);
    }

    static ItemScores scores(double... nodeScores) {
        return ItemScores.of(attribution(nodeScores), ItemKind.NODE);
    }
}
