package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.train.Scores;
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
    public double predictedMillis(Workload workload) {
        var training = workload.training();
        return workload.reachesTraining()
                ? workload.millis(training.head().trainsByEpochs() ? training.epochs() : 1)
                : 0;
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        Trainer.requireLearnable(request.after(), request.training());
        var work = Work.of(request, compute);
        boolean keep = request.trainedOnBefore() && !work.impact().reachesTraining();
        work.watch().enter(Watch.Phase.SOLVE);
        var model = keep ? request.model() : Trainer.fit(request.after(), request.training(), compute);
        work.watch().enter(Watch.Phase.EVALUATE);
        boolean comparable = request.model().classes().equals(model.classes());
        double before = comparable ? Scores.trainingLoss(request.model(), request.after(), compute) : Double.NaN;
        double after = keep ? before : Scores.trainingLoss(model, request.after(), compute);
        return new UnlearningResult(
                model,
                Guarantee.EXACT,
                NAME,
                work.impact().affectedNodes(),
                work.impact().affectedTrainingNodes(),
                List.of(),
                new Effect(
                        keep ? 0 : ParameterVector.distance(request.model(), model),
                        before,
                        after,
                        work.watch().seconds(),
                        Map.of()));
    }
}
