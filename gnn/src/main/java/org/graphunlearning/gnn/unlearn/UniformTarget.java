package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;

/**
 * Cross-entropy of some rows against the uniform distribution, the bounded stand-in for gradient ascent: its minimum is a model that
 * says nothing about these rows, where ascent on their labels has none and destroys models.
 */
final class UniformTarget {
    private final NetworkPass network;
    private final int[] targets;
    private final int classes;
    private final float[] upstream;

    /**
     * Binds the loss; without dropout.
     *
     * @param graph what the rows are to be seen in
     * @param rows labelled training rows, ascending
     */
    UniformTarget(Gnn model, Graph graph, int[] rows) {
        this.network = model.into(graph, rows);
        this.targets = Scores.targets(model, graph, rows);
        this.classes = model.classes().size();
        this.upstream = new float[rows.length * classes];
    }

    /**
     * Overwrites the model's gradients with those of the mean over the rows.
     *
     * @return mean probability of the rows' own labels; 0 without rows
     */
    double gradient(Compute compute) {
        compute.check();
        var logits = network.forward(compute, Pass.inference());
        System.arraycopy(logits, 0, upstream, 0, upstream.length);
        Gnn.softmax(upstream, classes);
        double own = 0;
        for (int row = 0; row < targets.length; row++) {
            own += upstream[row * classes + targets[row]] / targets.length;
        }
        for (int i = 0; i < upstream.length; i++) {
            upstream[i] = (upstream[i] - 1f / classes) / targets.length;
        }
        network.backward(compute, upstream);
        return own;
    }
}
