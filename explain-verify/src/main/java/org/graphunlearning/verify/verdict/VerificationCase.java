package org.graphunlearning.verify.verdict;

import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.jspecify.annotations.Nullable;

/**
 * A deletion to verify. In a sequence of deletions, {@code pre} is what the one before published and both graphs lack everything
 * deleted earlier, so that a reference trained on {@code after} leaves out the union.
 *
 * @param before the graph with what was deleted, put back as input only
 * @param after the graph as it is now
 * @param forget what was deleted
 * @param pre the model before
 * @param post the model to be judged
 * @param reference the paired reference, for {@link ReferencePolicy#GIVEN}; else ignored
 * @param training how the model was trained
 * @param requestSeed first eight bytes of the request's hash: of sampling and resampling
 * @param recomputedBitIdentical whether the parameters derived again from the log are those of {@code post}; {@code null} when that
 *     was not tried
 * @param dataChecks checks of stores, caches and checkpoints made elsewhere; those of the graphs are added
 */
public record VerificationCase(
        Graph before,
        Graph after,
        ForgetSet forget,
        Gnn pre,
        Gnn post,
        @Nullable Gnn reference,
        TrainingConfig training,
        long requestSeed,
        @Nullable Boolean recomputedBitIdentical,
        List<DataCheck> dataChecks) {
    /** Checks that there is something to verify. */
    public VerificationCase {
        dataChecks = List.copyOf(dataChecks);
        if (forget.isEmpty()) {
            throw new IllegalArgumentException("Nothing was deleted, so there is nothing to verify; name a deletion.");
        }
    }

    /** A case without a reference and without checks made elsewhere. */
    public static VerificationCase of(Deletion deletion, Gnn pre, Gnn post, long requestSeed) {
        return new VerificationCase(
                deletion.before(),
                deletion.after(),
                deletion.forget(),
                pre,
                post,
                null,
                deletion.training(),
                requestSeed,
                null,
                List.of());
    }

    /**
     * What happened to the data.
     *
     * @param before the graph with what was deleted
     * @param after the graph without it
     * @param forget what was deleted
     * @param training how models of these graphs are trained
     */
    public record Deletion(Graph before, Graph after, ForgetSet forget, TrainingConfig training) {}

    /** The same deletion with another model to judge. */
    public VerificationCase judging(Gnn candidate) {
        return new VerificationCase(
                before,
                after,
                forget,
                pre,
                candidate,
                reference,
                training,
                requestSeed,
                recomputedBitIdentical,
                dataChecks);
    }

    /** The same with a reference. */
    public VerificationCase against(Gnn pairedReference) {
        return new VerificationCase(
                before,
                after,
                forget,
                pre,
                post,
                pairedReference,
                training,
                requestSeed,
                recomputedBitIdentical,
                dataChecks);
    }
}
