package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Checkpoint;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.jspecify.annotations.Nullable;

/**
 * Approximate unlearning (Mu and Klabjan, Rewind-to-Delete, 2024): goes back to parameters that the training passed through and
 * runs the epochs after them on the remaining graph, with the dropout draws and learning rates those epochs had. Costs the share
 * of a training that is run again.
 *
 * <p>A checkpoint keeps the optimiser's moments too, so rewinding without forgetting anything ends at the bits of the model. But it was
 * trained on what is forgotten, and so were the moments: nothing is proven. The paper's certificate needs plain gradient descent, without momentum and dropout, constants of smoothness
 * that nobody knows for these models, and noise; none of that is claimed.
 *
 * <p>Of the checkpoints it keeps those up to the one it started from, so that later deletions can be rewound too; later ones are
 * replaced by those of the new run. The kept ones still carry what they learned, which is why a checkpoint is no place to go back
 * to for an exact result. Where none lies early enough, the training starts from its initial weights: that is {@link Retrain}.
 *
 * @param percent share of the epochs to run again, in (0, 100]
 */
public record Rewind(double percent) implements Strategy {
    static final String NAME = "rewind";

    private static final String WITHOUT_CHECKPOINTS = "; train with `checkpoints: 3`, or use `finetune` or `retrain`.";

    /** Checks the range. */
    public Rewind {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("`percent` must lie in (0, 100], not " + percent + ".");
        }
    }

    /** The last quarter of the epochs. */
    public static Rewind usual() {
        return new Rewind(25);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requireFits(TrainingConfig training) {
        Fits.requireEpochs(this, training);
        if (training.checkpoints() == 0) {
            throw new IllegalArgumentException(
                    "Strategy `rewind` goes back to a checkpoint, and this model keeps none" + WITHOUT_CHECKPOINTS);
        }
    }

    @Override
    public double predictedMillis(Workload workload) {
        var training = workload.training();
        int from = 0;
        for (int epoch : training.checkpointEpochs()) {
            from = epoch <= latest(training) ? epoch : from;
        }
        return workload.millis(training.epochs() - from + EVALUATIONS);
    }

    /** The two losses of the check, in epochs. */
    private static final double EVALUATIONS = 1;

    /** The last epoch that may have been done already. */
    private double latest(TrainingConfig training) {
        return (100 - percent) / 100 * training.epochs();
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        requireFits(request.training());
        var checkpoints = request.model().sidecar().checkpoints();
        if (checkpoints.isEmpty()) {
            throw new IllegalArgumentException(
                    "Strategy `rewind` goes back to a checkpoint, and this model has none left,"
                            + " because a deletion by another strategy dropped them; use `finetune`, or `retrain`, which renews them.");
        }
        var start = start(checkpoints, request.training());
        if (start == null && !request.forget().isEmpty()) {
            return new Retrain()
                    .unlearn(request, compute)
                    .after(
                            "No checkpoint lies at or before " + (100 - percent)
                                    + " % of the epochs, so the training started anew: the model was retrained.",
                            Effect.Seconds.ZERO);
        }
        return Attempt.of(this, request, compute, work -> rerun(work, Objects.requireNonNull(start)));
    }

    private @Nullable Checkpoint start(List<Checkpoint> checkpoints, TrainingConfig training) {
        Checkpoint found = null;
        for (var checkpoint : checkpoints) {
            found = checkpoint.epoch() <= latest(training) ? checkpoint : found;
        }
        return found;
    }

    private Attempt.Proposal rerun(Work work, Checkpoint start) {
        work.watch().enter(Watch.Phase.SOLVE);
        var request = work.request();
        var training = request.training();
        var rerun = Trainer.fitFrom(withCheckpointsOnly(work.copy()), request.after(), training, start, work.compute());
        var sentence = "The checkpoint after epoch " + start.epoch() + " of " + training.epochs()
                + ", which stays with the model, was trained on what is forgotten, so rewinding proves nothing: the theorem of the"
                + " method needs plain gradient descent without momentum or dropout, and its constants.";
        var bounds = Map.of("rewoundToEpoch", (double) start.epoch(), "epochsRun", (double) rerun.epochs());
        return new Attempt.Proposal(rerun.model(), Guarantee.APPROXIMATE, List.of(sentence), bounds, true);
    }

    private static Gnn withCheckpointsOnly(Gnn copy) {
        var old = copy.sidecar();
        return copy.with(Sidecar.empty().withDrift(old.drift()).withCheckpoints(old.checkpoints()));
    }
}
