package org.graphunlearning.procedures.verify;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.jspecify.annotations.Nullable;

/**
 * Probabilities of some nodes on one graph.
 *
 * @param keys of the nodes, ascending; all in the graph
 * @param model who was asked
 * @param values nodes x classes
 */
record Posteriors(long[] keys, Gnn model, float[] values) {
    static Posteriors of(Gnn model, Graph graph, long[] keys, Compute compute) {
        var rows = Arrays.stream(keys).mapToInt(graph::row).toArray();
        var values = rows.length == 0 ? new float[0] : model.probabilities(graph, rows, compute);
        return new Posteriors(keys, model, values);
    }

    /** Of one node for one class; null where the model does not have the class. */
    @Nullable
    Double of(long key, Object name) {
        int place = model.classes().indexOf(name);
        return place < 0
                ? null
                : (Double) (double)
                        values[Arrays.binarySearch(keys, key) * model.classes().size() + place];
    }
}
