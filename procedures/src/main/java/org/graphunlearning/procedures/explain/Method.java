package org.graphunlearning.procedures.explain;

import org.graphunlearning.verify.explain.Explainer;

/**
 * An explainer and what its scores allow.
 *
 * @param explainer explains one logit of one network
 * @param sums what adds up when several logits are combined
 * @param readsLabels whether it reads which nodes train
 */
record Method(Explainer explainer, Sums sums, boolean readsLabels) {
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
