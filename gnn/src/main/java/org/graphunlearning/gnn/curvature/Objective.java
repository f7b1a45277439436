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
 * What training minimises: {@code sum_i s_i -log p_i[y_i] + decay / 2 |theta|^2} over labelled training rows, with
 * {@code s_i = 1 / m}, or the shares of balanced classes; without dropout, or averaged over some of the training's own draws.
 *
 * <p>Bound once to a model, a graph and rows; every call reads the model's present parameters. Per draw, a value costs one forward
 * pass over what flows into the rows, a gradient a backward pass more, a curvature product a tangent and a backward pass; the forward
 * pass is done once per point, however many calls are made there. The arithmetic is float, so gradients carry a relative error of
 * about 1e-6. The same bits at any thread count. Not thread-safe; overwrites the model's gradients.
 */
public final class Objective {
    private final Gnn model;
    private final CrossEntropy loss;
    private final double decay;
    private final List<Draw> draws = new ArrayList<>();
    private final List<float[]> point = new ArrayList<>();
    private final List<float[]> tangents = new ArrayList<>();

    /** One thinned network, or the whole one: gradients and activations of its own, so that draws may run side by side. */
    private static final class Draw {
        private final Gnn model;
        private final NetworkPass network;
        private final Pass pass;
        private final float[] upstream;
        private float[] logits = new float[0];
        private double loss;
        private boolean current;

        Draw(Gnn model, Graph graph, int[] rows, Pass pass) {
            this.model = model;
            this.network = model.into(graph, rows);
            this.pass = pass;
            this.upstream = new float[rows.length * model.classes().size()];
        }

        float[] logits(Compute compute) {
            if (!current) {
                logits = network.forward(compute, pass);
                current = true;
            }
            return logits;
        }

        void moveTo(Gnn other) {
            current = false;
            if (model != other) {
                for (int p = 0; p < model.parameters().size(); p++) {
                    model.parameters().get(p).assign(other.parameters().get(p).host());
                }
            }
        }
    }

    private Objective(Gnn model, Graph graph, int[] rows, CrossEntropy loss, double decay, List<Pass> passes) {
        this.model = model;
        this.loss = loss;
        this.decay = decay;
        for (var pass : passes) {
            draws.add(new Draw(passes.size() == 1 ? model : model.copy(), graph, rows, pass));
        }
        for (var parameter : model.parameters()) {
            point.add(parameter.host().clone());
            tangents.add(new float[parameter.length()]);
        }
    }

    /**
     * The objective of training a model on a graph, without dropout.
     *
     * @throws IllegalArgumentException when a training row has a class the model does not know
     */
    public static Objective of(Gnn model, Graph graph, TrainingConfig training) {
        return over(model, graph, training, List.of(Pass.inference()));
    }

    /**
     * The same as training sees it: the mean over the draws of its last epochs. Dropout is most of the curvature that holds
     * the parameters of a trained network in place; without it Newton steps overshoot. Without dropout in the model it is
     * {@link #of}.
     *
     * @param draws how many, at least 1; no more than there are epochs are taken, and each keeps activations of its own
     */
    public static Objective thinned(Gnn model, Graph graph, TrainingConfig training, int draws) {
        if (training.model().dropout() == 0) {
            return of(model, graph, training);
        }
        var passes = new ArrayList<Pass>();
        for (int epoch = training.epochs() - 1; epoch >= 0 && passes.size() < draws; epoch--) {
            passes.add(Pass.training(training.seed(), epoch));
        }
        return over(model, graph, training, passes);
    }

    private static Objective over(Gnn model, Graph graph, TrainingConfig training, List<Pass> passes) {
        int[] rows = graph.trainingRows();
        return new Objective(model, graph, rows, whole(model, graph, training), training.weightDecay(), passes);
    }

    /**
     * The part of {@link #of} that some training rows have, without the penalty: shares are those of all training rows.
     *
     * @param rows labelled training rows, ascending; may be empty, and then everything is zero
     */
    public static Objective ofRows(Gnn model, Graph graph, TrainingConfig training, int[] rows) {
        var part = whole(model, graph, training).ofRows(Scores.targets(model, graph, rows));
        return new Objective(model, graph, rows, part, 0, List.of(Pass.inference()));
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
        return crossEntropy(compute) + penalty();
    }

    /** The cross-entropy alone. */
    public double crossEntropy(Compute compute) {
        look();
        each(compute, (draw, alone) -> draw.loss = loss.loss(draw.logits(alone)));
        return meanLoss();
    }

    private double meanLoss() {
        double sum = 0;
        for (var draw : draws) {
            sum += draw.loss;
        }
        return sum / draws.size();
    }

    /** The cross-entropy that the model would have if all its logits were multiplied by a factor. */
    public double crossEntropyOfScaled(Compute compute, float factor) {
        look();
        each(compute, (draw, alone) -> {
            float[] logits = draw.logits(alone);
            for (int i = 0; i < draw.upstream.length; i++) {
                draw.upstream[i] = factor * logits[i];
            }
            draw.loss = loss.loss(draw.upstream);
        });
        return meanLoss();
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
        look();
        each(compute, (draw, alone) -> {
            draw.loss = loss.gradient(draw.logits(alone), draw.upstream);
            draw.network.backward(alone, draw.upstream);
        });
        meanGradient(out);
        int at = 0;
        for (var parameter : model.parameters()) {
            for (float value : parameter.host()) {
                out[at] = Math.fma(decay, value, out[at]);
                at++;
            }
        }
        return meanLoss() + penalty();
    }

    /**
     * The Gauss-Newton product {@code (J^T H J + decay I) direction} into {@code out}: symmetric and positive semi-definite, the
     * Hessian itself where the model is linear in its parameters. Does not write to {@code direction}.
     */
    public void curvature(Compute compute, double[] direction, double[] out) {
        compute.check();
        look();
        ParameterVector.split(direction, tangents);
        each(compute, (draw, alone) -> {
            float[] logits = draw.logits(alone);
            loss.curvature(logits, draw.network.tangent(alone, tangents), draw.upstream);
            draw.network.backward(alone, draw.upstream);
        });
        meanGradient(out);
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.fma(decay, direction[i], out[i]);
        }
    }

    private interface Turn {
        void take(Draw draw, Compute compute);
    }

    /** Small products keep several threads badly busy, and draws do not need each other: side by side where there are enough. */
    private void each(Compute compute, Turn turn) {
        if (compute.threads() > 1 && draws.size() >= compute.threads()) {
            compute.each(draws.size(), (number, alone) -> turn.take(draws.get(number), alone));
        } else {
            draws.forEach(draw -> turn.take(draw, compute));
        }
    }

    /** The mean over draws, in their order, of the gradients that the last backward passes left. */
    private void meanGradient(double[] out) {
        double share = 1.0 / draws.size();
        Arrays.fill(out, 0);
        for (var draw : draws) {
            int at = 0;
            for (var parameter : draw.model.parameters()) {
                for (float value : parameter.gradient()) {
                    out[at] = Math.fma(share, value, out[at]);
                    at++;
                }
            }
        }
    }

    /** Backward passes and tangents leave the activations alone, so one forward pass serves until a parameter moves. */
    private void look() {
        var parameters = model.parameters();
        boolean moved = false;
        for (int p = 0; p < parameters.size(); p++) {
            float[] host = parameters.get(p).host();
            if (!Arrays.equals(host, point.get(p))) {
                System.arraycopy(host, 0, point.get(p), 0, host.length);
                moved = true;
            }
        }
        if (moved) {
            draws.forEach(draw -> draw.moveTo(model));
        }
    }
}
