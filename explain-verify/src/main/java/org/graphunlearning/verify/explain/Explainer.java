package org.graphunlearning.verify.explain;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Says what a prediction rests on. Implementations are records of their options, deterministic, and read the model and the graph
 * only; scores are named by key, so that explanations of different graphs can be compared.
 */
public interface Explainer {
    /** Its short name in configurations and reports, in lower camel case. */
    String name();

    /**
     * What its name leaves open, as configurations call it: integers as {@code Long}, fractions as {@code Double}, booleans and
     * strings, ascending by name. With its name, enough to explain in the same way again; limits that no configuration sets are
     * not listed. Empty where nothing is left open.
     */
    default SortedMap<String, Object> options() {
        return Collections.emptySortedMap();
    }

    /**
     * Explains the logits of some nodes.
     *
     * @return one attribution per target, in their order
     * @throws IllegalArgumentException when a target is not in the graph, or the model's architecture does not fit the method
     */
    List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute);
}
