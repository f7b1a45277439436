package org.graphunlearning.gnn.unlearn;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.Trainer;

/**
 * Exact unlearning: trains from scratch on the remaining graph with the same seed.
 *
 * <p>Where the deletion reaches no row of the loss, every sum of that training is the one already done, so the parameters
 * are kept: exact at no cost.
 */
public record Retrain() implements Strategy {
    static final String NAME = "retrain";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        Trainer.requireLearnable(request.after(), request.training());
        var impact = Impact.of(request);
        boolean keep = request.trainedOnBefore() && !impact.reachesTraining();
        var model = keep ? request.model() : Trainer.fit(request.after(), request.training(), compute);
        return new UnlearningResult(
                model, Guarantee.EXACT, NAME, impact.affectedNodes(), impact.affectedTrainingNodes(), List.of());
    }
}
