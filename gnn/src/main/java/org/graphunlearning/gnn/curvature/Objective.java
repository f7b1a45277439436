package org.graphunlearning.gnn.curvature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * What training minimises, without dropout: {@code sum_i s_i -log p_i[y_i] + decay / 2 |theta|^2} over labelled training rows, with
 * {@code s_i = 1 / m}, or the shares of balanced classes.
 *
 * <p>Bound once to a model, a graph and rows; every call reads the model's present parameters. A value costs one forward pass over
 * what flows into the rows, a gradient a backward pass more, a curvature product a tangent and a backward pass; the forward pass is
 * done once per point, however many calls are made there. The arithmetic is float, so gradients carry a relative error of about
 * 1e-6. Not thread-safe; overwrites the model's gradients.
 */
public final class Objective {
    private final Gnn model;
    private final NetworkPass network;
    private final CrossEntropy loss;
    private final double decay;
    private final float[] upstream;
    private final List<float[]> point = new ArrayList<>();
    private final List<float[]> tangents = new ArrayList<>();
    private float[] logits = new float[0];
    private boolean evaluated;

    private Objective(Gnn model, NetworkPass network, CrossEntropy loss, double decay, int rows) {
        this.model = model;
        this.network = network;
        this.loss = loss;
        this.decay = decay;
        this.upstream = new float[rows * model.classes().size()];
        for (var parameter : model.parameters()) {
            point.add(new float[parameter.length()]);
            tangents.add(new float[parameter.length()]);
        }
    }

    /**
     * The objective of training a model on a graph.
     *
     * @throws IllegalArgumentException when a training row has a class the model does not know
     */
    public static Objective of(Gnn model, Graph graph, TrainingConfig training) {
        int[] rows = graph.trainingRows();
        return new Objective(
                model, model.into(graph, rows), whole(model, graph, training), training.weightDecay(), rows.length);
    }

    /**
     * The part of {@link #of} that some training rows have, without the penalty: shares are those of all training rows.
     *
     * @param rows labelled training rows, ascending; may be empty, and then everything is zero
     */
    public static Objective ofRows(Gnn model, Graph graph, TrainingConfig training, int[] rows) {
        var part = whole(model, graph, training).ofRows(Scores.targets(model, graph, rows));
        return new Objective(model, model.into(graph, rows), part, 0, rows.length);
    }

    private static CrossEntropy whole(Gnn model, Graph graph, TrainingConfig training) {
        var targets = Scores.targets(model, graph, graph.trainingRows());
        return new CrossEntropy(targets, model.classes().size(), training.balancedClasses());
    }

    /** How many parameters there are. */
    public int length() {
        return ParameterVector.length(model);
    }

    /** The objective, penalty included. */
    public double value(Compute compute) {
        return loss.loss(logits(compute)) + penalty();
    }

    /** The cross-entropy alone. */
    public double crossEntropy(Compute compute) {
        return loss.loss(logits(compute));
    }

    private double penalty() {
        if (decay == 0) {
            return 0;
        }
        double sum = 0;
        for (var parameter : model.parameters()) {
            for (float value : parameter.host()) {
                sum += (double) value * value;
            }
        }
        return decay / 2 * sum;
    }

    /** The gradient into {@code out}; returns {@link #value}. */
    public double gradient(Compute compute, double[] out) {
        double value = loss.gradient(logits(compute), upstream);
        network.backward(compute, upstream);
        ParameterVector.gradient(model, out);
        addPenalty(out);
        return value + penalty();
    }

    /**
     * The Gauss-Newton product {@code (J^T H J + decay I) direction} into {@code out}: symmetric and positive semi-definite, the
     * Hessian itself where the model is linear in its parameters.
     */
    public void curvature(Compute compute, double[] direction, double[] out) {
        compute.check();
        float[] at = logits(compute);
        ParameterVector.split(direction, tangents);
        loss.curvature(at, network.tangent(compute, tangents), upstream);
        network.backward(compute, upstream);
        ParameterVector.gradient(model, out);
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.fma(decay, direction[i], out[i]);
        }
    }

    private void addPenalty(double[] out) {
        int at = 0;
        for (var parameter : model.parameters()) {
            for (float value : parameter.host()) {
                out[at] = Math.fma(decay, value, out[at]);
                at++;
            }
        }
    }

    /** Backward passes and tangents leave the activations alone, so one forward pass serves until a parameter moves. */
    private float[] logits(Compute compute) {
        var parameters = model.parameters();
        boolean moved = false;
        for (int p = 0; p < parameters.size(); p++) {
            if (!Arrays.equals(parameters.get(p).host(), point.get(p))) {
                System.arraycopy(parameters.get(p).host(), 0, point.get(p), 0, point.get(p).length);
                moved = true;
            }
        }
        if (moved || !evaluated) {
            evaluated = false; // an interrupt in the middle must not leave a half-done pass behind
            logits = network.forward(compute, Pass.inference());
            evaluated = true;
        }
        return logits;
    }
}
