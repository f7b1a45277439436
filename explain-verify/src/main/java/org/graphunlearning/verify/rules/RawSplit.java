package org.graphunlearning.verify.rules;

/**
 * A question about one feature value: low where it is at most the threshold.
 *
 * @param column column of the feature matrix
 * @param threshold half-way between two values
 * @param purity sum over both sides of squared class counts by size; larger is purer
 */
record RawSplit(int column, double threshold, double purity) {}
