package org.graphunlearning.gnn.oracle;

import java.util.ArrayList;
import java.util.Random;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.DeletionOperators;

/** Deletion operators for tests: identities and random matrices on random nodes. */
public final class RandomOperators {
    private RandomOperators() {}

    /** Identities on every second node. */
    public static DeletionOperators identities(Gnn model, Graph graph) {
        return draw(model, graph, 0, 1);
    }

    /** Identities with a tenth of noise per entry, on about half of the nodes. */
    public static DeletionOperators draw(Gnn model, Graph graph, long seed) {
        return draw(model, graph, 0.1, seed);
    }

    private static DeletionOperators draw(Gnn model, Graph graph, double noise, long seed) {
        var random = new Random(seed);
        var layers = new ArrayList<DeletionOperators.Operator>();
        for (var layer : model.layers()) {
            int width = layer.outputs();
            var matrix = new float[width * width];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = (float) ((i % (width + 1) == 0 ? 1 : 0) + noise * random.nextGaussian());
            }
            layers.add(new DeletionOperators.Operator(width, matrix, nodes(graph, random)));
        }
        return new DeletionOperators(layers, nodes(graph, random), nodes(graph, random));
    }

    private static long[] nodes(Graph graph, Random random) {
        return java.util.Arrays.stream(graph.keys())
                .filter(key -> random.nextBoolean())
                .toArray();
    }

    /** A model that answers with operators. */
    public static Gnn with(Gnn model, DeletionOperators operators) {
        return model.with(model.sidecar().withOperators(operators));
    }
}
