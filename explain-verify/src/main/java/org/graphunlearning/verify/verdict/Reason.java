package org.graphunlearning.verify.verdict;

/** Why a {@link Verdict} was given: the first rule that matched. */
public enum Reason {
    /** A check of the data failed. */
    DATA_CHECK_FAILED,
    /** What was deleted still carries attribution in the graph after. */
    DATA_LEAK,
    /** The graph after differs from the graph before in more than what was deleted. */
    PROJECTION_CHANGED,
    /** Retraining without what was deleted gives the same parameters, bit for bit. */
    BIT_IDENTICAL,
    /** The parameters are those of before, bit for bit. */
    UNCHANGED_PARAMETERS,
    /** Too many explanations are undefined. */
    TOO_MANY_SKIPPED,
    /** What was deleted was a default value already, so the model was never told anything. */
    DEFAULT_VALUE,
    /** Nobody's output depends on what was deleted, and no loss contained it. */
    NOBODY_REACHED,
    /** The untouched and the reference model hardly differ. */
    WEAK_SIGNAL,
    /** The untouched model would pass as well. */
    NO_POWER,
    /** More movement beside the way to the reference than the way is long. */
    COLLATERAL,
    /** Close to the reference. */
    CLOSE_TO_REFERENCE,
    /** Close to the reference, but the interval over targets is too wide. */
    WIDE_INTERVAL,
    /** Close to the reference, but membership inference still finds what was deleted. */
    MEMBERSHIP_FOUND,
    /** Between the untouched model and the reference. */
    PART_OF_THE_WAY,
    /** Far from the reference. */
    FAR_FROM_REFERENCE,
    /** As far from the references' mean as they are from each other. */
    INSIDE_REFERENCES,
    /** Further from the references' mean than they are from each other. */
    OUTSIDE_REFERENCES,
    /** Too few references for a rank test. */
    TOO_FEW_REFERENCES,
    /** There is no reference. */
    NO_REFERENCE
}
