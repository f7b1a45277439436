package org.graphunlearning.verify.attack;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What a model said about some nodes.
 *
 * @param classes names of the outputs
 * @param keys node keys, strictly ascending
 * @param labels per key the output that is its true class; -1 where it has none, or one the model does not know
 * @param logits keys x classes, row-major
 */
record Answers(List<Object> classes, long[] keys, int[] labels, float[] logits) {
    Answers {
        if (classes.size() < 2) {
            throw new IllegalArgumentException(
                    "A model with one class gives every node the same answer; there is nothing to attack.");
        }
        for (float value : logits) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "The model's answers are not finite numbers; check its parameters before attacking it.");
            }
        }
    }

    /** Asks about nodes that must all be in the graph: a missing answer is no answer, not a zero. */
    static Answers of(BlackBox model, Graph graph, long[] keys, Compute compute) {
        var rows = new int[keys.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = graph.row(keys[i]);
            if (rows[i] < 0) {
                throw new IllegalArgumentException(
                        "A node asked about is not in the graph shown, so the model has no answer for it; show it with its edges (PROBE) or"
                                + " without (PROD).");
            }
        }
        var logits = rows.length == 0 ? new float[0] : model.logits(graph, rows, compute);
        return new Answers(model.classes(), keys, labels(model.classes(), graph, rows), logits);
    }

    private static int[] labels(List<Object> classes, Graph graph, int[] rows) {
        var outputOf =
                graph.labels().vocabulary().stream().mapToInt(classes::indexOf).toArray();
        var out = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int label = graph.labels().ofRow()[rows[i]];
            out[i] = label < 0 ? -1 : outputOf[label];
        }
        return out;
    }

    int size() {
        return keys.length;
    }

    int width() {
        return classes.size();
    }

    /** The score of each node; every one needs a label. */
    double[] scores(MemberScore score) {
        var out = new double[size()];
        for (int i = 0; i < out.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalStateException("A node asked about has no class that the model knows.");
            }
            out[i] = score.of(logits, i * width(), width(), labels[i]);
        }
        return out;
    }

    /** Class of the largest logit of node {@code i}; the first of equals. */
    int predicted(int i) {
        int best = 0;
        for (int c = 1; c < width(); c++) {
            best = logits[i * width() + c] > logits[i * width() + best] ? c : best;
        }
        return best;
    }

    /** Class probabilities of node {@code i}. */
    double[] probabilities(int i) {
        var out = new double[width()];
        for (int c = 0; c < out.length; c++) {
            out[c] = MemberScore.CONFIDENCE.of(logits, i * width(), width(), c);
        }
        return out;
    }
}
