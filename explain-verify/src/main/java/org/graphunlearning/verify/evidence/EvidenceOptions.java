package org.graphunlearning.verify.evidence;

import org.graphunlearning.verify.verdict.VerificationOptions;

/**
 * What to measure besides the verdict.
 *
 * @param verification how the verdict is drawn
 * @param rules whether to compare surrogate rules: one pass of each model over the whole graph
 * @param attacks whether to attack the models by membership inference
 * @param paper whether to compute the columns of the published code, for display beside the untouched model's
 */
public record EvidenceOptions(VerificationOptions verification, boolean rules, boolean attacks, boolean paper) {
    /** Everything but the published columns. */
    public static EvidenceOptions of(VerificationOptions verification) {
        return new EvidenceOptions(verification, true, true, false);
    }

    /** The verdict and the metrics of explanations alone. */
    public static EvidenceOptions verdictOnly(VerificationOptions verification) {
        return new EvidenceOptions(verification, false, false, false);
    }
}
