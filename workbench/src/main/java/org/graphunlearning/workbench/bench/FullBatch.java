package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.tensor.Adam;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Training epochs one at a time, which the product's trainer does not offer: the same passes, loss and optimiser, bit for bit.
 * Either only what flows into training rows is computed, as the product does, or every row, as PyTorch does.
 */
final class FullBatch {
    private final Gnn model;
    private final TrainingConfig config;
    private final Compute compute;
    private final NetworkPass network;
    private final int[] outputs;
    private final boolean whole;
    private final CrossEntropy loss;
    private final Adam adam;
    private final float[] lossLogits;
    private final float[] lossGradient;
    private final float[] gradient;
    private int epoch;

    private FullBatch(Gnn model, Graph graph, TrainingConfig config, Compute compute, boolean whole) {
        int[] rows = graph.trainingRows();
        int classes = model.classes().size();
        this.model = model;
        this.config = config;
        this.compute = compute;
        this.whole = whole;
        this.network = whole ? model.everywhere(graph) : model.into(graph, rows);
        this.outputs = rows;
        int[] targets = Arrays.stream(rows).map(row -> graph.targets()[row]).toArray();
        this.loss = new CrossEntropy(targets, classes, config.balancedClasses());
        this.adam = new Adam(model.parameters(), config.weightDecay());
        this.lossLogits = new float[rows.length * classes];
        this.lossGradient = new float[lossLogits.length];
        this.gradient = new float[whole ? graph.nodeCount() * classes : 0];
    }

    /** The product's epoch: rows out of reach of the training rows are left out, which changes no sum. */
    static FullBatch ofTrainingRows(Gnn model, Graph graph, TrainingConfig config, Compute compute) {
        return new FullBatch(model, graph, config, compute, false);
    }

    /** The same loss with every row computed. */
    static FullBatch ofAllRows(Gnn model, Graph graph, TrainingConfig config, Compute compute) {
        return new FullBatch(model, graph, config, compute, true);
    }

    /** One training epoch. */
    void train() {
        backward(Pass.training(config.seed(), epoch++));
        adam.step((float) config.learningRate()); // the trackers of the product hold floats
    }

    /** One forward pass without dropout. */
    void infer() {
        network.forward(compute, Pass.inference());
    }

    /** Logits without dropout, then the gradient of each parameter at the same point, without penalty. */
    List<float[]> answer() {
        var logits = backward(Pass.inference()).clone();
        var out = new ArrayList<float[]>();
        out.add(logits);
        model.parameters().forEach(parameter -> out.add(parameter.gradient().clone()));
        return out;
    }

    private float[] backward(Pass pass) {
        var logits = network.forward(compute, pass);
        loss.gradient(whole ? ofTrainingRows(logits) : logits, lossGradient);
        network.backward(compute, whole ? spread() : lossGradient);
        return logits;
    }

    private float[] ofTrainingRows(float[] logits) {
        int classes = model.classes().size();
        for (int i = 0; i < outputs.length; i++) {
            System.arraycopy(logits, outputs[i] * classes, lossLogits, i * classes, classes);
        }
        return lossLogits;
    }

    private float[] spread() {
        int classes = model.classes().size();
        Arrays.fill(gradient, 0f);
        for (int i = 0; i < outputs.length; i++) {
            System.arraycopy(lossGradient, i * classes, gradient, outputs[i] * classes, classes);
        }
        return gradient;
    }
}
