package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;

/**
 * What a model says about every node of a graph.
 *
 * @param graph whose nodes are meant
 * @param classes names of the outputs
 * @param logits rows of the graph x classes
 */
record Answers(Graph graph, List<Object> classes, float[] logits) {
    static Answers of(Gnn model, Graph graph, Compute compute) {
        return new Answers(graph, model.classes(), model.logits(graph, compute).clone());
    }

    /** The same for those nodes that another graph has too, by key. */
    Answers about(Graph remaining) {
        int width = classes.size();
        var out = new float[remaining.nodeCount() * width];
        for (int row = 0; row < remaining.nodeCount(); row++) {
            System.arraycopy(logits, graph.row(remaining.key(row)) * width, out, row * width, width);
        }
        return new Answers(remaining, classes, out);
    }

    double microF1() {
        return Scores.accuracy(classes, graph, logits, Role.TEST);
    }

    double macroF1() {
        return Scores.macroF1(classes, graph, logits, Role.TEST);
    }

    /** Share of the test nodes that get the same class. */
    double agreement(Answers other) {
        int[] rows = graph.split().rows(Role.TEST);
        int width = classes.size();
        int same = 0;
        for (int row : rows) {
            int mine = Scores.argMax(logits, row * width, width);
            same += mine == Scores.argMax(other.logits, row * width, width) ? 1 : 0;
        }
        return (double) same / rows.length;
    }

    /** Mean Euclidean distance of the logits of the test nodes. */
    double distance(Answers other) {
        int[] rows = graph.split().rows(Role.TEST);
        int width = classes.size();
        double sum = 0;
        for (int row : rows) {
            double squares = 0;
            for (int c = row * width; c < (row + 1) * width; c++) {
                double d = (double) logits[c] - other.logits[c];
                squares += d * d;
            }
            sum += Math.sqrt(squares);
        }
        return sum / rows.length;
    }

    /** Mean cross-entropy on the labelled training nodes. */
    double trainingLoss() {
        int[] rows = graph.trainingRows();
        int width = classes.size();
        double sum = 0;
        for (int row : rows) {
            sum += logSumExp(row, width) - logits[row * width + graph.targets()[row]];
        }
        return sum / rows.length;
    }

    /** {@code log(p / (1 - p))} of a node's own class, from logits and so without cancellation. */
    double logOdds(int row) {
        int target = graph.targets()[row];
        return logits[row * classes.size() + target] - logSumExp(row, target);
    }

    private double logSumExp(int row, int except) {
        int start = row * classes.size();
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes.size(); c++) {
            max = c == except ? max : Math.max(max, logits[start + c]);
        }
        double sum = 0;
        for (int c = 0; c < classes.size(); c++) {
            sum += c == except ? 0 : Math.exp(logits[start + c] - max);
        }
        return max + Math.log(sum);
    }
}
