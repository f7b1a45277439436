package org.graphunlearning.gnn.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomGraphs;

/** Graphs, configs and random requests for heads that are solved. */
final class Edits {
    /** What can be asked for. */
    enum Kind {
        NODE,
        EDGE,
        FEATURES,
        CELL,
        LABEL
    }

    private Edits() {}

    /** Both architectures, with and without a projection, directed and not, dense and sparse. */
    static Stream<Setting> settings() {
        var out = new ArrayList<Setting>();
        for (var architecture : List.of(Architecture.SGC, Architecture.SIGN)) {
            for (int kind = 0; kind < 4; kind++) {
                out.add(new Setting(architecture, kind % 2 == 0 ? 0 : 7, kind / 2 == 0, kind == 1 || kind == 2, kind));
            }
        }
        return out.stream();
    }

    /** One combination. */
    record Setting(Architecture architecture, int projection, boolean sparse, boolean directed, long seed) {
        Graph graph(int nodes) {
            var shape = new RandomGraphs.Shape(nodes, 3 * nodes / 2, sparse ? 20 : 12, sparse, directed);
            return RandomGraphs.draw(shape, seed);
        }

        LinearFit.Config config() {
            var head = new HeadConfig(HeadConfig.Kind.RIDGE, projection, 0);
            return new LinearFit.Config(ModelConfig.defaults(architecture), head, 1e-3, 5);
        }
    }

    /** One thing to forget, or nothing where the graph has none of its kind. */
    static ForgetSet draw(Graph graph, Kind kind, Random random) {
        int row = random.nextInt(graph.nodeCount());
        return switch (kind) {
            case NODE -> ForgetSet.ofNodes(graph.key(row));
            case EDGE -> edge(graph, random);
            case FEATURES -> ForgetSet.ofFeatures(graph.key(row));
            case CELL ->
                ForgetSet.ofFeatures(
                        graph.key(row), random.nextInt(graph.features().columns()));
            case LABEL ->
                ForgetSet.ofLabels(graph.key(graph.trainingRows()[random.nextInt(graph.trainingRows().length)]));
        };
    }

    private static ForgetSet edge(Graph graph, Random random) {
        int[] idx = graph.adjacency().idx();
        if (idx.length == 0) {
            return ForgetSet.nothing();
        }
        int at = random.nextInt(idx.length);
        int target = Arrays.binarySearch(graph.adjacency().ptr(), at);
        target = target < 0 ? -target - 2 : target;
        while (graph.adjacency().ptr()[target + 1] <= at) {
            target++;
        }
        return ForgetSet.ofEdge(graph.key(idx[at]), graph.key(target));
    }
}
