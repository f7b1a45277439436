package org.graphunlearning.verify.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.sidecar.DeletionOperators;

/**
 * A random model on a small random graph: row 0 has no edge, row 2 no feature value, keys are not rows.
 *
 * @param heads 0 for architectures without
 * @param odd whether the graph is directed, its features dense, and rows have deletion operators
 */
record Case(Architecture architecture, int layers, int heads, boolean odd) {
    /** Two threads for all tests; they live as long as the tests do. */
    static final Compute COMPUTE = Compute.withThreads(2);

    private static final int NODES = 14;

    /** Every architecture, one to three layers, one to three heads. */
    static Stream<Case> all() {
        var out = new ArrayList<Case>();
        for (var architecture : Architecture.values()) {
            for (int layers = 1; layers <= 3; layers++) {
                int most = architecture == Architecture.GAT ? 3 : 1;
                for (int heads = 1; heads <= most; heads++) {
                    out.add(new Case(architecture, layers, heads, false));
                    out.add(new Case(architecture, layers, heads, true));
                }
            }
        }
        return out.stream();
    }

    private Random random() {
        return new Random(31L * architecture.ordinal() + 7L * layers + heads);
    }

    Graph graph() {
        var random = random();
        var keys = new long[NODES];
        for (int row = 0; row < NODES; row++) {
            keys[row] = (row == 0 ? 1337 : keys[row - 1] + 1) + random.nextInt(5);
        }
        var sources = new int[18];
        var targets = new int[18];
        for (int e = 0; e < sources.length; e++) {
            sources[e] = 1 + random.nextInt(NODES - 1);
            targets[e] = 1 + random.nextInt(NODES - 1);
        }
        var labels = Labels.of(Stream.iterate(0, row -> row + 1)
                .limit(NODES)
                .map(row -> (Object) (long) (row % 3))
                .toArray());
        var roles = new byte[NODES];
        Arrays.fill(roles, (byte) Role.TRAIN.ordinal());
        var adjacency = Adjacency.of(NODES, sources, targets, sources.length, odd);
        return Graph.of(keys, adjacency, odd ? dense(random) : sparse(random), labels, new Split(roles));
    }

    private static Features dense(Random random) {
        var values = new float[NODES * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 5 == 2 ? 0f : (float) random.nextGaussian();
        }
        return new DenseFeatures(5, values);
    }

    private static Features sparse(Random random) {
        var ptr = new int[NODES + 1];
        var idx = new int[3 * NODES];
        var val = new float[3 * NODES];
        for (int row = 0; row < NODES; row++) {
            var chosen = new TreeSet<Integer>();
            for (int k = 0; k < 3 && row != 2; k++) {
                chosen.add(random.nextInt(12));
            }
            ptr[row + 1] = ptr[row];
            for (int column : chosen) {
                idx[ptr[row + 1]] = column;
                val[ptr[row + 1]++] = 0.5f + random.nextFloat();
            }
        }
        return new SparseFeatures(12, ptr, Arrays.copyOf(idx, ptr[NODES]), Arrays.copyOf(val, ptr[NODES]));
    }

    /** All parameters are drawn, biases too: at zero, rows without features sit on the kink of ReLU. */
    Gnn model(Graph graph) {
        var config = new ModelConfig(architecture, layers, architecture == Architecture.GAT ? 3 : 5, heads, 0.5, !odd);
        var model = Gnn.initial(config, graph.features().columns(), graph.classes(), layers);
        var random = random();
        for (var parameter : model.parameters()) {
            for (int i = 0; i < parameter.length(); i++) {
                parameter.host()[i] += (float) (0.3 * random.nextGaussian());
            }
        }
        return odd ? model.with(model.sidecar().withOperators(operators(model, graph, random))) : model;
    }

    private static DeletionOperators operators(Gnn model, Graph graph, Random random) {
        var layers = new ArrayList<DeletionOperators.Operator>();
        for (var layer : model.layers()) {
            int width = layer.outputs();
            var matrix = new float[width * width];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = (float) ((i % (width + 1) == 0 ? 1 : 0) + 0.2 * random.nextGaussian());
            }
            long[] nodes = Arrays.stream(graph.keys())
                    .filter(key -> random.nextBoolean())
                    .toArray();
            layers.add(new DeletionOperators.Operator(width, matrix, nodes));
        }
        return new DeletionOperators(List.copyOf(layers), new long[0], new long[0]);
    }

    /** Every node as a target, classes in turn. */
    static Targets everyNode(Graph graph, Gnn model) {
        var classes = new int[graph.nodeCount()];
        Arrays.setAll(classes, row -> row % model.classes().size());
        return new Targets(graph.keys(), classes);
    }
}
