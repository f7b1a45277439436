package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.oracle.Masks;

/** The draws of a pass, looked up one by one. */
record KeyedMasks(Graph graph, Pass pass, double rate) implements Masks {
    @Override
    public double input(int layer, int row, int channel) {
        var draws = Dropout.of(pass, layer, rate);
        return draws.isOff() ? 1 : draws.factor(draws.node(graph.key(row)), channel);
    }

    @Override
    public double attention(int layer, int target, int source, int head) {
        var draws = Dropout.of(pass, -1 - layer, rate);
        int edge = Dropout.edge(draws.node(graph.key(target)), draws.node(graph.key(source)));
        return draws.isOff() ? 1 : draws.factor(edge, head);
    }
}
