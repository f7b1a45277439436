package org.graphunlearning.verify.verdict;

import org.jspecify.annotations.Nullable;

/**
 * What {@link PairedRule} judges by.
 *
 * @param data what is known about the data
 * @param unchanged whether the parameters are those of before, bit for bit
 * @param movement from the untouched model towards the paired reference
 * @param interval over targets; {@code null} when there is none
 * @param targets how many nodes were explained
 * @param skipped how many of them without a heat map
 * @param membershipResidual paired difference of membership scores, 1 untouched, 0 reference; {@code null} when not measured
 */
record PairedEvidence(
        DataFacts data,
        boolean unchanged,
        Movement movement,
        @Nullable Interval interval,
        int targets,
        int skipped,
        @Nullable Double membershipResidual) {}
