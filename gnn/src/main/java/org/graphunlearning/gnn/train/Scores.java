package org.graphunlearning.gnn.train;

import java.util.List;
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
     * @param classes names of the outputs
     * @param scores logits or probabilities of every row, nodeCount x classes
     */
    public static double accuracy(List<Object> classes, Graph graph, float[] scores, Role role) {
        int width = classes.size();
        int right = 0;
        int all = 0;
        for (int row : graph.split().rows(role)) {
            int label = graph.labels().ofRow()[row];
            if (label >= 0) {
                all++;
                var predicted = classes.get(argMax(scores, row * width, width));
                right += predicted.equals(graph.labels().vocabulary().get(label)) ? 1 : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) right / all;
    }

    /**
     * Macro-averaged F1 on the labelled rows of a role: the unweighted mean of {@code 2PR / (P + R)}, 0 where that is undefined,
     * over the classes that occur as a label or as a prediction there, as scikit-learn has it. Predictions are those of
     * {@link #accuracy}, which is the micro-averaged F1. NaN where the role has no labelled row.
     *
     * @param classes names of the outputs
     * @param scores logits or probabilities of every row, nodeCount x classes
     */
    public static double macroF1(List<Object> classes, Graph graph, float[] scores, Role role) {
        int width = classes.size();
        int known = graph.labels().vocabulary().size();
        int[] nameOf = names(classes, graph);
        var right = new int[known + width];
        var labels = new int[known + width];
        var predictions = new int[known + width];
        for (int row : graph.split().rows(role)) {
            int label = graph.labels().ofRow()[row];
            if (label >= 0) {
                int predicted = nameOf[argMax(scores, row * width, width)];
                labels[label]++;
                predictions[predicted]++;
                right[label] += predicted == label ? 1 : 0;
            }
        }
        double sum = 0;
        int occurring = 0;
        for (int name = 0; name < right.length; name++) {
            int both = labels[name] + predictions[name];
            if (both > 0) {
                sum += 2.0 * right[name] / both; // 2PR / (P + R), and 0 without a hit
                occurring++;
            }
        }
        return occurring == 0 ? Double.NaN : sum / occurring;
    }

    /** Per output the position of its name among the labels, and behind those where no row could have it. */
    private static int[] names(List<Object> classes, Graph graph) {
        var vocabulary = graph.labels().vocabulary();
        var out = new int[classes.size()];
        for (int c = 0; c < out.length; c++) {
            int at = vocabulary.indexOf(classes.get(c));
            out[c] = at >= 0 ? at : vocabulary.size() + c;
        }
        return out;
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
     * @throws IllegalArgumentException when a training row has a class the model does not know
     */
    public static double trainingLoss(Gnn model, Graph graph, Compute compute) {
        int[] rows = graph.trainingRows();
        var logits = model.into(graph, rows).forward(compute, Pass.inference());
        return new CrossEntropy(targets(model, graph, rows), model.classes().size(), false).loss(logits);
    }

    /**
     * The position among the outputs of the class of some labelled training rows.
     *
     * @throws IllegalArgumentException when a row has a class the model does not know
     */
    public static int[] targets(Gnn model, Graph graph, int[] rows) {
        var outputOf =
                graph.classes().stream().mapToInt(model.classes()::indexOf).toArray();
        var out = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = outputOf[graph.targets()[rows[i]]];
            if (out[i] < 0) {
                throw new IllegalArgumentException("The graph teaches a class that is none of the model's "
                        + model.classes().size() + ".");
            }
        }
        return out;
    }
}
