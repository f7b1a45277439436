package org.graphunlearning.gnn.curvature;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * The diagonal of the Fisher matrix of the softmax loss, which for it is that of the Gauss-Newton matrix, estimated by random
 * signs (Bekas, Kokiopoulou, Saad 2007): the mean square of gradients of random combinations of all rows and classes. Unbiased;
 * the relative error of one entry falls with the root of the rounds and is about {@code sqrt(2 / rounds)} where many rows
 * contribute. One forward pass and a backward pass per round, however many rows there are; the exact diagonal would take a
 * backward pass per row and class.
 *
 * <p>Signs are keyed by (seed, round, node key, class), so that a row has the same signs in every set of rows it is part of.
 */
public final class FisherDiagonal {
    private static final int SIGNS = 0x515;

    private FisherDiagonal() {}

    /**
     * The diagonal over some rows at the model's present parameters, without dropout and penalty.
     *
     * @param rows labelled training rows, ascending; their shares are those of the loss over all training rows of the graph
     * @param rounds at least 1
     * @return one value per parameter, not negative
     */
    public static double[] of(
            Gnn model, Graph graph, TrainingConfig training, int[] rows, int rounds, Compute compute) {
        int classes = model.classes().size();
        var whole = new CrossEntropy(
                Scores.targets(model, graph, graph.trainingRows()), classes, training.balancedClasses());
        var loss = whole.ofRows(Scores.targets(model, graph, rows));
        var network = model.into(graph, rows);
        var logits = network.forward(compute, Pass.inference()).clone();
        var signs = new float[logits.length];
        var upstream = new float[logits.length];
        var gradient = new double[ParameterVector.length(model)];
        var out = new double[gradient.length];
        for (int round = 0; round < rounds; round++) {
            compute.check();
            draw(CounterRng.purpose(training.seed(), round, SIGNS), graph, rows, signs);
            loss.curvatureSample(logits, signs, upstream);
            network.backward(compute, upstream);
            ParameterVector.gradient(model, gradient);
            for (int i = 0; i < out.length; i++) {
                out[i] += gradient[i] * gradient[i] / rounds;
            }
        }
        return out;
    }

    private static void draw(long purpose, Graph graph, int[] rows, float[] signs) {
        int classes = rows.length == 0 ? 0 : signs.length / rows.length;
        for (int i = 0; i < rows.length; i++) {
            int node = CounterRng.node(purpose, graph.key(rows[i]));
            for (int c = 0; c < classes; c++) {
                signs[i * classes + c] = (CounterRng.bits(node, c) & 1) == 0 ? 1f : -1f;
            }
        }
    }
}
