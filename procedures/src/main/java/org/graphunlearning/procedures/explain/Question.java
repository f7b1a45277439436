package org.graphunlearning.procedures.explain;

/**
 * What is to be explained of one target. Classes are indices into the model's.
 *
 * @param row of the target in the projection
 * @param predicted the most probable class
 * @param explained the class to explain
 * @param probability the model gives the class explained
 */
record Question(int row, int predicted, int explained, double probability) {}
