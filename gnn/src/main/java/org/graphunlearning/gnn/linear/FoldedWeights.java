package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/** Turns the weights of a solved head into the parameters of the model that answers. */
final class FoldedWeights {
    private FoldedWeights() {}

    /**
     * A model that answers {@code Z W} for every graph.
     *
     * @param graph whose feature width and classes it has
     * @param weights D x classes, row-major; the last row is the bias
     */
    static Gnn model(Graph graph, LinearFit.Config config, double[] weights) {
        var model = Gnn.initial(config.model(), graph.features().columns(), graph.classes(), config.seed());
        var weight = model.parameters().get(0).host();
        var bias = model.parameters().get(1).host();
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) weights[i];
        }
        for (int c = 0; c < bias.length; c++) {
            bias[c] = (float) weights[weight.length + c];
        }
        return model;
    }
}
