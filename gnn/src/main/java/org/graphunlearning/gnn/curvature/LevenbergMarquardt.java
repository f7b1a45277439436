package org.graphunlearning.gnn.curvature;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Damped Gauss-Newton steps (Levenberg 1944, Marquardt 1963; Martens 2010 for networks) on an objective that may be tilted:
 * {@code F(theta) = L(theta) - <tilt, theta>}, with the tilt such that the gradient of F where it starts is {@code -pull}. Without a
 * tilt it descends L. With one it follows how the optimum of an objective moves when its gradient changes by {@code pull}, from a
 * point that need not be an optimum: the part of the gradient that was left over stays left over.
 *
 * <p>A step solves {@code (GGN + mu I) d = -grad F} by conjugate gradients and is halved, down to 1/32, until F falls by at least
 * 1e-4 of what the slope promises (Armijo 1966). A full step halves mu, anything else doubles it. F never rises by more than the
 * rounding of a float forward pass, 1e-7 of its size.
 *
 * <p>A step costs a gradient, as many products as conjugate gradients take, and 1 to 6 values.
 */
public final class LevenbergMarquardt {
    private static final double ARMIJO = 1e-4;
    private static final double SHORTEST = 1.0 / 32;
    private static final double ROUNDING = 1e-7;
    private static final double TOLERANCE = 1e-3;

    private final Gnn model;
    private final Objective objective;
    private final Compute compute;
    private final double[] theta;
    private final double[] trial;
    private final double[] gradient;

    private LevenbergMarquardt(Gnn model, Objective objective, Compute compute) {
        this.model = model;
        this.objective = objective;
        this.compute = compute;
        this.theta = ParameterVector.of(model);
        this.trial = new double[theta.length];
        this.gradient = new double[theta.length];
    }

    /**
     * How far to go.
     *
     * @param steps at least 1
     * @param iterations of conjugate gradients per step, at least 1; they stop at a relative residual of 1e-3
     * @param damping mu of the first step, positive
     */
    public record Settings(int steps, int iterations, double damping) {}

    /** Descends an objective; moves the parameters of the model it is bound to, in place. Returns how many steps were taken. */
    public static int descend(Gnn model, Objective objective, Settings settings, Compute compute) {
        var run = new LevenbergMarquardt(model, objective, compute);
        return run.steps(new double[run.theta.length], settings);
    }

    /**
     * Follows a change of the gradient; moves the parameters of the model that the objective is bound to, in place.
     *
     * @param pull minus the change, as long as {@link Objective#length}
     * @return how many steps were taken; 0, with every bit of the parameters as it was, for a pull of zero
     */
    public static int follow(Gnn model, Objective objective, double[] pull, Settings settings, Compute compute) {
        var run = new LevenbergMarquardt(model, objective, compute);
        if (ParameterVector.norm(pull) == 0) {
            return 0;
        }
        var tilt = new double[pull.length];
        objective.gradient(compute, tilt);
        for (int i = 0; i < tilt.length; i++) {
            tilt[i] += pull[i];
        }
        return run.steps(tilt, settings);
    }

    private int steps(double[] tilt, Settings settings) {
        int taken = 0;
        double damping = settings.damping();
        for (int step = 0; step < settings.steps(); step++) {
            double value = objective.gradient(compute, gradient) - ParameterVector.dot(tilt, theta);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = tilt[i] - gradient[i];
            }
            var direction =
                    ConjugateGradients.solve(objective, gradient, damping, settings.iterations(), TOLERANCE, compute);
            double length = search(direction, tilt, value);
            taken += length > 0 ? 1 : 0;
            damping *= length == 1 ? 0.5 : 2;
        }
        return taken;
    }

    /** Moves as far along a direction as F allows; returns the length, 0 when it allows nothing. */
    private double search(double[] direction, double[] tilt, double value) {
        double slope = ParameterVector.dot(gradient, direction);
        double slack = ROUNDING * Math.abs(value);
        for (double length = 1; length >= SHORTEST && slope > 0; length /= 2) {
            for (int i = 0; i < theta.length; i++) {
                trial[i] = (float) Math.fma(length, direction[i], theta[i]);
            }
            ParameterVector.assign(model, trial);
            double moved = objective.value(compute) - ParameterVector.dot(tilt, trial);
            if (moved <= value - ARMIJO * length * slope + slack) {
                System.arraycopy(trial, 0, theta, 0, theta.length);
                return length;
            }
        }
        ParameterVector.assign(model, theta);
        return 0;
    }
}
