package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.graphunlearning.gnn.curvature.ConjugateGradients;
import org.graphunlearning.gnn.curvature.FisherDiagonal;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.tensor.Adam;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.train.TrainingDivergedException;
import org.graphunlearning.gnn.train.TrainingLoss;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of {@link FineTune}: what a step follows, which parameters may move, and the steps away from what is forgotten in
 * between. Moves the model it is given; allocates nothing per Adam step.
 */
final class Tuning {
    static final int FISHER_ROUNDS = 16;
    static final int SOLVER_ITERATIONS = 10;
    private static final double SOLVER_TOLERANCE = 1e-2;
    /** Added to the curvature of the mean loss. Less of it goes further from a retrained model, not closer (Cora, GCN and GAT). */
    private static final double NATURAL_DAMPING = 0.1;

    private static final double FISHER_DAMPING = 1e-3;
    /** Rate of the steps away, relative to that of the steps down. */
    private static final double AWAY = 0.1;

    private static final int HALVINGS = 6;

    private final Gnn model;
    private final Work work;
    private final FineTune.Options options;
    private final TrainingConfig training;
    private final int @Nullable [][] moving;
    private final TrainingLoss loss;

    private Tuning(Gnn model, Work work, FineTune.Options options, TrainingConfig training, ChangedRows rows) {
        this.model = model;
        this.work = work;
        this.options = options;
        this.training = training;
        this.moving = moving(rows);
        this.loss = new TrainingLoss(model, work.request().after(), training);
    }

    /**
     * Runs all epochs.
     *
     * @param model a copy of the request's
     * @param training as the request's, with the epochs, rate and seed of the run
     */
    static void run(Gnn model, Work work, FineTune.Options options, TrainingConfig training) {
        var rows = ChangedRows.of(work.request());
        var tuning = new Tuning(model, work, options, training, rows);
        work.watch().enter(Watch.Phase.SOLVE);
        var away = options.dualOptimizer() && rows.target().length > 0 ? tuning.away(rows) : null;
        var step = tuning.step();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            // The second half only repairs, so that the result is one of descent.
            if (away != null && epoch < options.epochs() / 2) {
                away.run();
            }
            step.take(epoch);
            work.compute().progress().reached((epoch + 1.0) / options.epochs());
        }
    }

    /** A step down the loss on the remaining data. */
    private interface Step {
        void take(int epoch);
    }

    private Step step() {
        return switch (options.step()) {
            case ADAM -> adam();
            case NATURAL -> natural();
            case FISHER -> fisher();
        };
    }

    /** SalUn: the parameters with the largest gradient of what is forgotten, where it was learned; {@code null} for all. */
    private int @Nullable [][] moving(ChangedRows rows) {
        if (options.saliencyTopPercent() >= 100 || rows.target().length == 0) {
            return null;
        }
        var gradient = new double[ParameterVector.length(model)];
        Objective.ofRows(model, work.request().before(), training, rows.target())
                .gradient(work.compute(), gradient);
        return Largest.positions(gradient, options.saliencyTopPercent() / 100, model.parameters());
    }

    /** DualOptim: an optimiser of its own for steps towards saying nothing of what is forgotten. */
    private Runnable away(ChangedRows rows) {
        var target = new UniformTarget(model, work.request().before(), rows.target());
        var adam = new Adam(model.parameters(), 0, moving);
        double enough = 1.0 / model.classes().size();
        return () -> {
            if (target.gradient(work.compute()) > enough) {
                adam.step(options.learningRate() * AWAY);
            }
        };
    }

    private Step adam() {
        var adam = new Adam(model.parameters(), training.weightDecay(), moving);
        return epoch -> {
            loss.gradient(work.compute(), epoch);
            adam.step(loss.learningRate(epoch));
        };
    }

    private Step natural() {
        var objective = Objective.of(model, work.request().after(), training);
        return newtonLike(
                objective,
                gradient -> ConjugateGradients.solve(
                        objective, gradient, NATURAL_DAMPING, SOLVER_ITERATIONS, SOLVER_TOLERANCE, work.compute()));
    }

    private Step fisher() {
        var graph = work.request().after();
        var diagonal = FisherDiagonal.of(model, graph, training, graph.trainingRows(), FISHER_ROUNDS, work.compute());
        double damping = training.weightDecay() + FISHER_DAMPING;
        return newtonLike(Objective.of(model, graph, training), gradient -> {
            var out = new double[gradient.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = gradient[i] / (diagonal[i] + damping);
            }
            return out;
        });
    }

    /**
     * A step against {@code inverse(gradient)}: the whole of it, or as far as the Gauss-Newton model of the loss falls, but never
     * further than moving parameters by the rate in root mean square; halved until the loss falls. Without dropout, whose noise an
     * inverse curvature would blow up.
     */
    private Step newtonLike(Objective objective, UnaryOperator<double[]> inverse) {
        var gradient = new double[objective.length()];
        var curved = new double[gradient.length];
        var moved = new double[gradient.length];
        return epoch -> {
            work.compute().check();
            double value = objective.gradient(work.compute(), gradient);
            if (!Double.isFinite(value)) {
                throw new TrainingDivergedException(epoch);
            }
            keepMoving(gradient);
            var direction = inverse.apply(gradient);
            keepMoving(direction);
            double length = ParameterVector.norm(direction);
            if (length == 0) {
                return;
            }
            objective.curvature(work.compute(), direction, curved);
            double best = ParameterVector.dot(gradient, direction) / ParameterVector.dot(direction, curved);
            double most = loss.learningRate(epoch) * Math.sqrt(direction.length) / length;
            double scale = Math.min(Math.min(1, best), most);
            var start = ParameterVector.of(model);
            for (int halving = 0; halving < HALVINGS; halving++, scale /= 2) {
                for (int i = 0; i < moved.length; i++) {
                    moved[i] = start[i] - scale * direction[i];
                }
                ParameterVector.assign(model, moved);
                if (objective.value(work.compute()) <= value) {
                    return;
                }
            }
            ParameterVector.assign(model, start);
        };
    }

    private void keepMoving(double[] vector) {
        if (moving == null) {
            return;
        }
        int start = 0;
        for (int p = 0; p < moving.length; p++) {
            int end = start + model.parameters().get(p).length();
            int next = start;
            for (int i : moving[p]) {
                Arrays.fill(vector, next, start + i, 0);
                next = start + i + 1;
            }
            Arrays.fill(vector, next, end, 0);
            start = end;
        }
    }
}
