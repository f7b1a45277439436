package org.graphunlearning.verify.verdict;

/**
 * What one control of one deletion measured.
 *
 * @param control which
 * @param movement what was measured
 * @param targets how many nodes were explained
 * @param skipped how many of them without a heat map
 */
public record ControlReading(Control control, Movement movement, int targets, int skipped) {}
