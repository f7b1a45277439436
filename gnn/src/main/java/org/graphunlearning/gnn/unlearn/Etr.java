package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.FisherDiagonal;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Approximate unlearning without epochs (Yang et al., Erase then Rectify, 2024).
 *
 * <p>Erase: parameters that matter to the terms of the loss which the deletion changes, more than to the others, are dampened, as in
 * selective synaptic dampening (Foster et al. 2024). With {@code r} the share that the changed rows have in the diagonal of the
 * Fisher matrix, a parameter among the {@code eraseRatio} with the largest shares is multiplied by {@code tau / r}; {@code tau} is
 * the smallest share among those, but at least the share that the changed rows have among all rows, which is what a parameter
 * without anything special has. The diagonal is estimated by {@link FisherDiagonal} in {@value #ROUNDS} rounds.
 *
 * <p>Rectify: one step against the exact gradient of the remaining loss, see {@link RemainingGradient}. Where both together would
 * raise the loss on the remaining data, the step is shortened and then the dampening, until they do not.
 *
 * <p>Costs about {@value #EPOCHS} epochs, whatever the training cost. Nothing bounds how far the result is from a retrained model;
 * it leaves no checkpoint.
 *
 * @param eraseRatio share of the parameters that may be dampened, in (0, 1]
 * @param learningRate length of the step in gradients, in (0, 1000]
 */
public record Etr(double eraseRatio, double learningRate) implements Strategy {
    static final String NAME = "etr";

    static final int ROUNDS = 8;
    private static final double EPOCHS = 16;
    private static final double[] STRENGTHS = {1, 0.5, 0.25, 0.125, 0.0625, 0};
    private static final double[] LENGTHS = {1, 0.25, 0.0625};

    /** Checks the ranges. */
    public Etr {
        if (!(eraseRatio > 0 && eraseRatio <= 1)) {
            throw new IllegalArgumentException("`eraseRatio` must lie in (0, 1], not " + eraseRatio + ".");
        }
        if (!(learningRate > 0 && learningRate <= 1000)) {
            throw new IllegalArgumentException("`learningRate` must lie in (0, 1000], not " + learningRate + ".");
        }
    }

    /** With the usual settings. */
    public static Etr usual() {
        return new Etr(0.1, 0.1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requireFits(TrainingConfig training) {
        Fits.requireEpochs(this, training);
    }

    @Override
    public double predictedMillis(Workload workload) {
        return workload.millis(EPOCHS);
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        return Attempt.of(this, request, compute, this::edit);
    }

    private Attempt.Proposal edit(Work work) {
        var request = work.request();
        var compute = work.compute();
        var model = work.bareCopy();
        var training = request.training().withWeightDecay(0);
        var rows = ChangedRows.of(request);
        var factors = factors(work, rows);
        var gradient = new double[factors.length];
        Objective.of(model, request.before(), training.withBalancedClasses(false))
                .gradient(compute, gradient);
        RemainingGradient.assemble(model, request, rows, gradient, compute);
        work.watch().enter(Watch.Phase.SOLVE);
        var loss = Objective.of(model, request.after(), training.withBalancedClasses(false));
        double untouched = loss.crossEntropy(compute);
        var start = ParameterVector.of(model);
        var candidate = new double[start.length];
        for (double strength : STRENGTHS) {
            for (double length : LENGTHS) {
                for (int i = 0; i < start.length; i++) {
                    double erased = start[i] * (1 - strength * (1 - factors[i]));
                    candidate[i] = erased - length * learningRate * gradient[i];
                }
                ParameterVector.assign(model, candidate);
                if (loss.crossEntropy(compute) <= untouched) {
                    return proposal(model, strength, length);
                }
            }
        }
        return proposal(model, 0, LENGTHS[LENGTHS.length - 1]);
    }

    private static Attempt.Proposal proposal(Gnn model, double strength, double length) {
        return new Attempt.Proposal(
                model,
                Guarantee.APPROXIMATE,
                List.of(
                        "Dampening parameters and one gradient step prove nothing about what the parameters still carry."),
                Map.of("eraseStrength", strength, "stepLength", length),
                true);
    }

    /** What each parameter is multiplied by, in (0, 1]. */
    private double[] factors(Work work, ChangedRows rows) {
        var request = work.request();
        var graph = request.before();
        var training = request.training();
        var compute = work.compute();
        var changed = FisherDiagonal.of(request.model(), graph, training, rows.before(), ROUNDS, compute);
        var shares = FisherDiagonal.of(request.model(), graph, training, graph.trainingRows(), ROUNDS, compute);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shares[i] > 0 ? changed[i] / shares[i] : 0;
        }
        double usual = (double) rows.before().length / graph.trainingRows().length;
        double tau = Math.max(usual, Largest.threshold(shares, eraseRatio));
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shares[i] > tau ? tau / shares[i] : 1;
        }
        return shares;
    }
}
