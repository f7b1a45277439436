package org.graphunlearning.verify.verdict;

/**
 * A 95 % percentile interval over targets.
 *
 * @param progressLow 2.5 % percentile of the progress
 * @param progressHigh its 97.5 % percentile
 * @param residualLow 2.5 % percentile of the residual
 * @param residualHigh its 97.5 % percentile
 */
public record Interval(double progressLow, double progressHigh, double residualLow, double residualHigh) {}
