package org.graphunlearning.verify.rules;

/** A decision tree over binned features. */
sealed interface Tree {
    /**
     * An answer.
     *
     * @param answer the class
     * @param examples who gets it, ascending
     * @param right how many of them the model answers the same
     */
    record Leaf(int answer, int[] examples, int right) implements Tree {}

    /**
     * A question: low where the bin is at most the threshold's index.
     *
     * @param feature its index
     * @param threshold index into the feature's thresholds
     */
    record Fork(int feature, int threshold, Tree low, Tree high) implements Tree {}
}
