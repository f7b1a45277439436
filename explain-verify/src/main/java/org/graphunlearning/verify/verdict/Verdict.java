package org.graphunlearning.verify.verdict;

/** What may be said about a deletion. */
public enum Verdict {
    /** The model is as if it had never seen what was deleted, within the limits of the evidence. */
    FORGOTTEN,
    /** It went part of the way. */
    PARTIALLY_FORGOTTEN,
    /** It still is what it was, or nearly. */
    NOT_FORGOTTEN,
    /** It moved further beside the way than what was deleted ever moved it. */
    OVER_CORRECTED,
    /** What was deleted had no measurable influence, so there is nothing to see. */
    NEGLIGIBLE_INFLUENCE,
    /** The evidence decides nothing. */
    INCONCLUSIVE,
    /** What was deleted is still in the data, or the model is no model. */
    INVALID
}
