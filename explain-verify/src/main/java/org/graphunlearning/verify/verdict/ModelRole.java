package org.graphunlearning.verify.verdict;

/** Which model of a verification. */
public enum ModelRole {
    /** The untouched model, which is the negative control as well. */
    PRE,
    /** The model to be judged. */
    POST,
    /** The one that never saw what was deleted. */
    REFERENCE
}
