package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ConjugateGradients;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.model.Gnn;

/**
 * The cross-entropy on the remaining training rows, which nothing published may raise, and the way back to it.
 *
 * <p>A step that follows a deletion closely often raises it a little, as a retrained model does: so first comes {@link Sharpening}. Where
 * that does not do, the part of the step that raises the loss is taken out along the natural gradient, and only where that fails too is the step
 * shortened.
 */
final class RemainingLoss {
    private static final int CORRECTIONS = 3;
    private static final int ITERATIONS = 5;
    private static final double TOLERANCE = 1e-2;
    private static final double OVERSHOOT = 1.1;
    private static final double ROUNDING = 1e-7;
    private static final double SHORTEST = 1.0 / 32;

    private final Gnn model;
    private final Objective loss;
    private final Compute compute;
    private final double[] untouched;
    private final double limit;
    private double sharpened = 1;

    /** Takes the model's present parameters for the untouched ones. */
    RemainingLoss(UnlearningRequest request, Gnn model, Compute compute) {
        var training = request.training().withWeightDecay(0).withBalancedClasses(false);
        this.model = model;
        this.loss = Objective.of(model, request.after(), training);
        this.compute = compute;
        this.untouched = ParameterVector.of(model);
        this.limit = loss.crossEntropy(compute);
    }

    /** Whether the present parameters may be published. */
    boolean holds() {
        return loss.crossEntropy(compute) <= limit;
    }

    /**
     * Brings the present parameters back to where they may be published, if that can be done; otherwise leaves them where they were
     * brought.
     *
     * @param metric the objective whose Gauss-Newton matrix says what a move costs
     * @param damping added to that matrix
     */
    void restore(Objective metric, double damping) {
        sharpened = Sharpening.apply(model, loss, limit, compute);
        if (!holds()) {
            correct(metric, damping);
        }
        if (!holds()) {
            shorten();
        }
    }

    /** By what the logits were multiplied; 1 for not at all. */
    double sharpened() {
        return sharpened;
    }

    private void correct(Objective metric, double damping) {
        var gradient = new double[untouched.length];
        for (int k = 0; k < CORRECTIONS; k++) {
            double excess = loss.gradient(compute, gradient) - limit;
            if (excess <= 0 || !Double.isFinite(excess)) {
                break;
            }
            var way = ConjugateGradients.solve(metric, gradient, damping, ITERATIONS, TOLERANCE, compute);
            double slope = ParameterVector.dot(gradient, way);
            move(ParameterVector.of(model), way, -(OVERSHOOT * excess + ROUNDING * limit) / slope);
        }
    }

    private void shorten() {
        var step = ParameterVector.of(model);
        for (int i = 0; i < step.length; i++) {
            step[i] -= untouched[i];
        }
        for (double length = 0.5; length >= SHORTEST && !holds(); length /= 2) {
            move(untouched, step, length);
        }
    }

    private void move(double[] from, double[] direction, double length) {
        var to = new double[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.fma(length, direction[i], from[i]);
        }
        ParameterVector.assign(model, to);
    }
}
