package org.graphunlearning.gnn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomGraphs;

/** One combination of what a layer must cope with. */
record Case(Architecture architecture, int layers, boolean sparse, boolean directed, long seed) {
    /** Every architecture, depth, kind of features and kind of edges, with some seeds. */
    static Stream<Case> all(int seeds) {
        var out = new ArrayList<Case>();
        for (var architecture : Architecture.values()) {
            for (int layers = 1; layers <= 3; layers++) {
                for (int kind = 0; kind < 4; kind++) {
                    for (int seed = 0; seed < seeds; seed++) {
                        out.add(new Case(architecture, layers, kind % 2 == 0, kind / 2 == 0, seed));
                    }
                }
            }
        }
        return out.stream();
    }

    Graph graph() {
        // Three values in 30 columns stay below the density at which sparse features are made dense.
        return RandomGraphs.draw(new RandomGraphs.Shape(23, 40, sparse ? 30 : 6, sparse, directed), seed);
    }

    ModelConfig config() {
        return new ModelConfig(architecture, layers, architecture == Architecture.GAT ? 3 : 5, 2, 0.4, false);
    }

    /** Biases too are drawn: at zero, rows without features sit on the kink of ReLU. */
    Gnn model(Graph graph) {
        var model = Gnn.initial(config(), graph.features().columns(), graph.classes(), seed);
        var random = new Random(seed);
        for (var parameter : model.parameters()) {
            if (parameter.rows() == 1) {
                for (int i = 0; i < parameter.length(); i++) {
                    parameter.host()[i] += (float) (0.3 * random.nextGaussian());
                }
            }
        }
        return model;
    }

    /** A random direction in the space of a model's parameters. */
    static List<float[]> direction(Gnn model, long seed) {
        var random = new Random(seed);
        var out = new ArrayList<float[]>();
        for (var parameter : model.parameters()) {
            var values = new float[parameter.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            out.add(values);
        }
        return out;
    }
}
