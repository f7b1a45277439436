package org.graphunlearning.gnn.train;

import ai.djl.training.tracker.Tracker;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;

/**
 * The loss of one epoch after the other, dropout included: what {@link Trainer} descends on, for whoever takes the steps otherwise.
 *
 * <p>Bound once to a model and the labelled training rows of a graph; every call reads the model's present parameters. Draws are
 * keyed by (seed, epoch), so the gradient of an epoch does not depend on those before it. Not thread-safe.
 */
public final class TrainingLoss {
    private final NetworkPass network;
    private final CrossEntropy loss;
    private final float[] logitGradient;
    private final Tracker learningRate;
    private final long seed;

    /**
     * Binds the loss.
     *
     * @throws IllegalArgumentException when a training row has a class the model does not know
     */
    public TrainingLoss(Gnn model, Graph graph, TrainingConfig config) {
        int[] rows = graph.trainingRows();
        int classes = model.classes().size();
        this.network = model.into(graph, rows);
        this.loss = new CrossEntropy(Scores.targets(model, graph, rows), classes, config.balancedClasses());
        this.logitGradient = new float[rows.length * classes];
        this.learningRate = config.schedule().tracker(config.learningRate(), config.epochs());
        this.seed = config.seed();
    }

    /**
     * Overwrites the model's gradients with those of an epoch, without the weight penalty; one forward and one backward pass.
     *
     * @param epoch from 0
     * @return the loss, without the penalty
     * @throws TrainingDivergedException when it is not a finite number
     */
    public double gradient(Compute compute, int epoch) {
        compute.check();
        var logits = network.forward(compute, Pass.training(seed, epoch));
        double value = loss.gradient(logits, logitGradient);
        if (!Double.isFinite(value)) {
            throw new TrainingDivergedException(epoch);
        }
        network.backward(compute, logitGradient);
        return value;
    }

    /** The learning rate of an epoch, from 0. */
    public double learningRate(int epoch) {
        return learningRate.getNewValue(epoch);
    }
}
