package org.graphunlearning.verify.explain;

/** What a reader of an attribution must know beside its numbers. */
public enum Caveat {
    /**
     * Some nodes have no feature value at all, so that a product with their input is zero; they were scored by their gradient
     * alone, as if the average row of the ball were spread evenly over all columns.
     */
    GRADIENT_ONLY_ROWS,
    /** The neighbourhood is too large; a fixed sample of it was explained, and the logit is an estimate. */
    SAMPLED,
    /** The scores do not add up to the change of the logit as closely as asked for. */
    INCOMPLETE,
    /** Some scores depend strongly on the random start. */
    UNSTABLE
}
