package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/** Turns the weights of a solved head into the parameters of the model that answers. */
final class FoldedWeights {
    private FoldedWeights() {}

    /**
     * A model that answers {@code Z W} for every graph, up to the rounding of Z: projection and weights become one parameter, so
     * that answering needs neither.
     *
     * @param graph whose feature width and classes it has
     * @param weights D x classes, row-major; the last row is the bias
     */
    static Gnn model(Graph graph, LinearFit.Config config, double[] weights) {
        int inputs = graph.features().columns();
        int classes = graph.classes().size();
        var columns = Columns.of(inputs, config);
        var model = Gnn.initial(config.model(), inputs, graph.classes(), config.seed());
        var weight = model.parameters().get(0).host();
        for (int hop = columns.firstHop(); hop <= columns.lastHop(); hop++) {
            int first = columns.start(hop);
            int block = (hop - columns.firstHop()) * classes;
            for (int column = 0; column < inputs; column++) {
                int at = column * columns.hops() * classes + block;
                for (int c = 0; c < classes; c++) {
                    weight[at + c] = (float) columns.projection().weight(column, weights, first, classes, c);
                }
            }
        }
        var bias = model.parameters().get(1).host();
        for (int c = 0; c < classes; c++) {
            bias[c] = (float) weights[(columns.count() - 1) * classes + c];
        }
        return model;
    }
}
