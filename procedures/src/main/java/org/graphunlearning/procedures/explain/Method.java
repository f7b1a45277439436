package org.graphunlearning.procedures.explain;

import org.graphunlearning.verify.explain.Baseline;
import org.graphunlearning.verify.explain.ExactIntegratedGradients;
import org.graphunlearning.verify.explain.Explainer;
import org.graphunlearning.verify.explain.GradientTimesInput;
import org.graphunlearning.verify.explain.IntegratedGradients;
import org.graphunlearning.verify.explain.Occlusion;

/**
 * An explainer and what its scores allow.
 *
 * @param explainer explains one logit of one network
 * @param sums what adds up when several logits are combined
 * @param readsLabels whether it reads which nodes train
 */
record Method(Explainer explainer, Sums sums, boolean readsLabels) {
    static Method of(Explainer explainer) {
        if (explainer instanceof IntegratedGradients integrated) {
            return new Method(explainer, Sums.FEATURES, integrated.baseline() == Baseline.TRAINING_MEAN);
        }
        if (explainer instanceof Occlusion) {
            return new Method(explainer, Sums.ELEMENTS, false);
        }
        boolean linear = explainer instanceof GradientTimesInput || explainer instanceof ExactIntegratedGradients;
        return new Method(explainer, linear ? Sums.FEATURES : Sums.NOTHING, false);
    }

    /** Whether the scores of a weighted sum of logits are the weighted sum of the logits' scores. */
    enum Sums {
        /** Scores of feature values do, and a node's magnitude is the sum of theirs. */
        FEATURES,
        /** Signed scores of each kind do, and a node's magnitude is that of its own. */
        ELEMENTS,
        /** They do not. */
        NOTHING
    }
}
