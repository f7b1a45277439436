package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Plain influence function (Koh and Liang 2017), for comparison: takes the own loss terms of forgotten training nodes and labels out,
 * with the curvature of the old objective, as if rows were independent. What a node sent to its neighbours stays; an edge or a
 * feature has no term of its own, so for those nothing moves.
 *
 * <p>Costs a gradient over the forgotten rows and what {@link Gif} costs per step.
 *
 * @param options how
 */
public record PlainInfluence(InfluenceOptions options) implements Strategy {
    static final String NAME = "if";

    /** With the usual settings. */
    public static PlainInfluence usual() {
        return new PlainInfluence(InfluenceOptions.defaults(InfluenceOptions.Solver.CG));
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
            var pull = new GradientChange(request, copy, compute).fromForgottenRows();
            work.watch().enter(Watch.Phase.SOLVE);
            var step = new InfluenceStep(request, copy, options, compute);
            step.along(pull, request.before(), request.before());
            var warnings = new ArrayList<>(step.warnings());
            warnings.add("Plain influence ignores what forgotten nodes sent to their neighbours; use `gif`.");
            if (!request.forget().edges().isEmpty()
                    || !request.forget().features().isEmpty()) {
                warnings.add(
                        "An edge or a feature has no loss term of its own, so plain influence moves nothing for it.");
            }
            return new Attempt.Proposal(copy, Guarantee.APPROXIMATE, warnings, Map.of(), true);
        });
    }
}
