package org.graphunlearning.gnn.train;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;

/** How well a model does on a graph. */
public final class Scores {
    private Scores() {}

    /**
     * Share of labelled rows of a role whose most probable class is their label; ties go to the first class, and a label the
     * model does not know counts as wrong. NaN where the role has no labelled row.
     *
     * @param logits of every row, nodeCount x model classes
     */
    public static double accuracy(Gnn model, Graph graph, float[] logits, Role role) {
        int width = model.classes().size();
        int right = 0;
        int all = 0;
        for (int row : graph.split().rows(role)) {
            int label = graph.labels().ofRow()[row];
            if (label >= 0) {
                all++;
                var predicted = model.classes().get(argMax(logits, row * width, width));
                right += predicted.equals(graph.labels().vocabulary().get(label)) ? 1 : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) right / all;
    }

    /** Position of the largest of {@code width} values from {@code start}; the first of equals. */
    public static int argMax(float[] values, int start, int width) {
        int best = 0;
        for (int c = 1; c < width; c++) {
            if (values[start + c] > values[start + best]) {
                best = c;
            }
        }
        return best;
    }

    /**
     * Mean cross-entropy on the labelled training rows, without dropout and penalty.
     *
     * @throws IllegalArgumentException when the model's classes are not those of the graph
     */
    public static double trainingLoss(Gnn model, Graph graph, Compute compute) {
        if (!model.classes().equals(graph.classes())) {
            throw new IllegalArgumentException(
                    "The model has " + model.classes().size() + " classes and the graph teaches "
                            + graph.classes().size() + ".");
        }
        int[] rows = graph.trainingRows();
        var logits = model.into(graph, rows).forward(compute, Pass.inference());
        return new CrossEntropy(targets(graph, rows), graph.classes().size(), false).loss(logits);
    }

    static int[] targets(Graph graph, int[] rows) {
        var out = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = graph.targets()[rows[i]];
        }
        return out;
    }
}
