package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.train.Scores;

/**
 * How well the test nodes are classified.
 *
 * @param micro counts every node the same; with one label per node it is the accuracy
 * @param macro counts every class the same
 */
record F1(double micro, double macro) {
    /** Of probabilities of every row. */
    static F1 of(List<Object> classes, Graph graph, float[] probabilities) {
        return new F1(
                Scores.accuracy(classes, graph, probabilities, Role.TEST),
                Scores.macroF1(classes, graph, probabilities, Role.TEST));
    }
}
