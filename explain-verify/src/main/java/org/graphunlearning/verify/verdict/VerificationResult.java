package org.graphunlearning.verify.verdict;

import java.util.List;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param judgement the verdict and what it rests on
 * @param noopVerdict of the untouched model, measured alike; {@code null} when nothing was compared
 * @param refVerdict of the reference, measured alike; {@code null} when nothing was compared
 * @param movements what was measured; {@code null} when nothing was compared
 * @param targets whose predictions were explained, and how much of the region that is
 * @param skipped targets whose heat map is undefined in some model
 * @param explanations of every model in every view; empty when the data decided
 * @param reference the reference, for metrics of the caller; {@code null} without one
 * @param membershipResidual of the attack; {@code null} when there was none or it could not be measured
 * @param dataChecks all checks of the data
 * @param warnings what a reader should know besides, those of the judgement included
 * @param evalMillis time for all but training the reference
 * @param referenceMillis time for training the reference; 0 when it was given
 */
public record VerificationResult(
        Judgement judgement,
        @Nullable Verdict noopVerdict,
        @Nullable Verdict refVerdict,
        @Nullable Movements movements,
        TargetSample targets,
        int skipped,
        List<ModelExplanations> explanations,
        @Nullable Gnn reference,
        @Nullable Double membershipResidual,
        List<DataCheck> dataChecks,
        List<String> warnings,
        long evalMillis,
        long referenceMillis) {
    /** Keeps the lists unmodifiable. */
    public VerificationResult {
        explanations = List.copyOf(explanations);
        dataChecks = List.copyOf(dataChecks);
        warnings = List.copyOf(warnings);
    }

    /** The explanations of a model in a view, one per target; empty where there are none. */
    public List<@Nullable Attribution> explained(ModelRole model, View view) {
        for (var explained : explanations) {
            if (explained.model() == model && explained.view() == view) {
                return explained.attributions();
            }
        }
        return List.of();
    }
}
