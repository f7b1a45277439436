package org.graphunlearning.gnn.unlearn;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingDivergedException;
import org.jspecify.annotations.Nullable;

/**
 * Approximate unlearning: trains the present parameters for some more epochs on the remaining graph. What was learned from
 * the forgotten parts fades; nothing bounds how much of it stays.
 *
 * <p>Falls back to {@link Retrain}, and says so, when a class vanished with the deletion or when the result is not finite or
 * has a higher loss on the remaining training nodes than the untouched parameters.
 *
 * @param options epochs and learning rate
 */
public record FineTune(StrategyOptions options) implements Strategy {
    static final String NAME = "finetune";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        Trainer.requireLearnable(request.after(), request.training());
        if (!request.model().classes().equals(request.after().classes())) {
            return new Retrain()
                    .unlearn(request, compute)
                    .after(
                            "The deletion changed the set of classes, which fine-tuning cannot; the model was retrained.");
        }
        double untouched = Scores.trainingLoss(request.model(), request.after(), compute);
        var tuned = tuned(request, compute);
        if (tuned == null
                || !tuned.isFinite()
                || !(Scores.trainingLoss(tuned, request.after(), compute) <= untouched)) {
            return new Retrain()
                    .unlearn(request, compute)
                    .after("Fine-tuning did not lower the loss on the remaining data; the model was retrained.");
        }
        var impact = Impact.of(request);
        return new UnlearningResult(
                tuned,
                Guarantee.APPROXIMATE,
                NAME,
                impact.affectedNodes(),
                impact.affectedTrainingNodes(),
                List.of("Fine-tuning proves nothing about what the parameters still carry."));
    }

    /** A tuned copy, or {@code null} when the loss stopped being finite. */
    private @Nullable Gnn tuned(UnlearningRequest request, Compute compute) {
        var copy = request.model().copy();
        var training = request.training()
                .withEpochs(options.epochs())
                .withLearningRate(options.learningRate())
                .withPatience(0)
                .withSeed(KeyHash.mix(request.training().seed(), 1));
        try {
            Trainer.fitFurther(copy, request.after(), training, compute);
            return copy;
        } catch (TrainingDivergedException diverged) {
            return null;
        }
    }
}
