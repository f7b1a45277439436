package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.LevenbergMarquardt;
import org.graphunlearning.gnn.curvature.NeumannSeries;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.curvature.PowerIteration;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Moves a model's parameters, in place, by {@code M^-1 pull}, with M as {@link InfluenceOptions} says, and back to where the
 * remaining loss is no higher.
 */
final class InfluenceStep {
    /** Times learning rate and epochs: how far Adam can carry a parameter, whose inverse is how little it feels of low curvature. */
    private static final double DAMPED_PATH = 2e-3;

    private static final int POWER_ITERATIONS = 20;

    private final Gnn model;
    private final TrainingConfig training;
    private final InfluenceOptions options;
    private final Compute compute;
    private final RemainingLoss remaining;
    private final List<String> warnings = new ArrayList<>();

    InfluenceStep(UnlearningRequest request, Gnn model, InfluenceOptions options, Compute compute) {
        this.model = model;
        this.training = request.training();
        this.options = options;
        this.compute = compute;
        this.remaining = new RemainingLoss(request, model, compute);
    }

    /** What the caller should know of the step taken. */
    List<String> warnings() {
        return warnings;
    }

    /**
     * Moves.
     *
     * @param pull minus the change of the gradient; zero moves no bit
     * @param of the graph whose objective gives the curvature
     * @param published the graph on which the Neumann series takes it, as the published code does
     */
    void along(double[] pull, Graph of, Graph published) {
        if (ParameterVector.norm(pull) == 0) {
            return;
        }
        switch (options.solver()) {
            case CG -> conjugateGradients(pull, of);
            case NEUMANN -> neumann(pull, published);
            case FIRST_ORDER -> firstOrder(pull, of);
        }
        if (remaining.sharpened() > 1) {
            warnings.add(Sharpening.sentence(remaining.sharpened()));
        }
    }

    private void conjugateGradients(double[] pull, Graph of) {
        double damping = options.damping() > 0 ? options.damping() : usualDamping();
        var objective = Objective.thinned(model, of, training, options.draws());
        var settings = new LevenbergMarquardt.Settings(options.steps(), options.iterations(), damping);
        LevenbergMarquardt.follow(model, objective, pull, settings, compute);
        remaining.restore(objective, damping);
    }

    private double usualDamping() {
        return DAMPED_PATH / (training.learningRate() * training.epochs());
    }

    private void neumann(double[] pull, Graph of) {
        var objective = Objective.of(model, of, training);
        double largest = largestEigenvalue(objective);
        double smallest = NeumannSeries.smallestScale(largest, options.damping());
        double scale = options.scale();
        if (scale < smallest) {
            if (scale > 0) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "The series diverges at a `scale` of %.3g, below %.3g; it was raised to the largest eigenvalue,"
                                + " %.3g.",
                        scale,
                        smallest,
                        largest));
            }
            scale = largest;
        }
        step(NeumannSeries.solve(
                (vector, out) -> objective.curvature(compute, vector, out),
                pull,
                options.iterations(),
                options.damping(),
                scale));
        remaining.restore(objective, usualDamping());
    }

    private void firstOrder(double[] pull, Graph of) {
        var objective = Objective.of(model, of, training);
        double scale = options.scale() > 0 ? options.scale() : largestEigenvalue(objective);
        var direction = pull.clone();
        for (int i = 0; i < direction.length; i++) {
            direction[i] /= scale;
        }
        step(direction);
        remaining.restore(objective, usualDamping());
    }

    private double largestEigenvalue(Objective objective) {
        double estimate = PowerIteration.largestEigenvalue(
                (vector, out) -> objective.curvature(compute, vector, out),
                objective.length(),
                POWER_ITERATIONS,
                training.seed());
        return Math.max(estimate, Float.MIN_NORMAL);
    }

    private void step(double[] direction) {
        var theta = ParameterVector.of(model);
        for (int i = 0; i < theta.length; i++) {
            theta[i] += direction[i];
        }
        ParameterVector.assign(model, theta);
    }
}
