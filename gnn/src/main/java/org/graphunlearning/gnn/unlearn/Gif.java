package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Graph influence function (Wu et al., GIF, 2023): moves the parameters to where a training without the forgotten parts would have
 * taken them, to first order in the change of the gradient, neighbours included.
 *
 * <p>Conjugate gradients solve with the Gauss-Newton matrix of the new objective under some of the training's own dropout draws. The
 * left-over gradient of an unfinished training is kept, not removed: what counts is where a retrained model would stand, not where
 * the loss is lowest. The other solvers reproduce what is published. Costs a gradient over the affected training rows on either
 * graph and, per step, a product per iteration and draw.
 *
 * <p>Not guaranteed: anything about what the parameters still carry. Falls back to {@link Retrain} as {@link Attempt} says.
 *
 * @param options how
 */
public record Gif(InfluenceOptions options) implements Strategy {
    static final String NAME = "gif";

    /** With the usual settings. */
    public static Gif usual() {
        return new Gif(InfluenceOptions.defaults(InfluenceOptions.Solver.CG));
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
        return InfluenceCost.millis(options, workload);
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        return Attempt.of(this, request, compute, work -> {
            var copy = work.bareCopy();
            var pull = new GradientChange(request, copy, compute).fromAffectedRows();
            work.watch().enter(Watch.Phase.SOLVE);
            var step = new InfluenceStep(request, copy, options, compute);
            step.along(pull, request.after(), request.before());
            var warnings = new ArrayList<>(step.warnings());
            warnings.add(
                    "Influence estimates where retraining would lead; nothing bounds what the parameters still carry.");
            return new Attempt.Proposal(copy, Guarantee.APPROXIMATE, warnings, Map.of(), true);
        });
    }
}
