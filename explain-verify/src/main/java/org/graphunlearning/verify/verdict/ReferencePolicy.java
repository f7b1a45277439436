package org.graphunlearning.verify.verdict;

/** Where the reference comes from. */
public enum ReferencePolicy {
    /** Train the paired reference now. */
    RETRAIN,
    /** Use the model the case brings along. */
    GIVEN,
    /** Do without; then nothing better than inconclusive can come out. */
    NONE
}
