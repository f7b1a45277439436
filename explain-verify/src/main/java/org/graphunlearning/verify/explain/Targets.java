package org.graphunlearning.verify.explain;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Whose predictions are explained, and for which class: fixed once, so that all models of a comparison explain the same logit.
 *
 * @param keys node keys, strictly ascending
 * @param classes index of the class whose logit is explained, one per key
 */
public record Targets(long[] keys, int[] classes) {
    /** Checks the form. */
    public Targets {
        if (keys.length != classes.length) {
            throw new IllegalArgumentException("Each target needs one class, but there are " + keys.length
                    + " keys and " + classes.length + " classes.");
        }
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1] >= keys[i]) {
                throw new IllegalArgumentException("Keys of targets must ascend strictly; number " + i + " does not.");
            }
        }
    }

    /**
     * Targets with the class that a model predicts, the first of equals; reads only what flows into them.
     *
     * @param keys node keys, strictly ascending
     * @throws IllegalArgumentException when a key is not in the graph
     */
    public static Targets predictedBy(Gnn model, Graph graph, long[] keys, Compute compute) {
        var out = new Targets(keys, new int[keys.length]);
        var rows = new int[keys.length];
        for (int t = 0; t < rows.length; t++) {
            rows[t] = out.row(graph, t);
        }
        if (rows.length > 0) {
            float[] logits = model.into(graph, rows).forward(compute, Pass.inference());
            int width = model.classes().size();
            for (int k = 0; k < logits.length; k++) {
                int t = k / width;
                if (logits[k] > logits[t * width + out.classes[t]]) {
                    out.classes[t] = k % width;
                }
            }
        }
        return out;
    }

    /** How many. */
    public int size() {
        return keys.length;
    }

    /** The row of a target. */
    int row(Graph graph, int target) {
        int row = graph.row(keys[target]);
        if (row < 0) {
            throw new IllegalArgumentException(
                    "No node of the graph has the key " + keys[target] + "; only nodes of the graph can be explained.");
        }
        return row;
    }
}
