package org.graphunlearning.verify.verdict;

import org.jspecify.annotations.Nullable;

/**
 * The movement of the candidate, as a whole and by parts.
 *
 * @param all of posteriors and heat maps together: the one that decides
 * @param posteriors of what the model says
 * @param heatMaps of why, by the first explainer
 * @param second of posteriors and heat maps by the second explainer; {@code null} without one
 * @param interval over targets, of {@code all}; {@code null} with too few targets
 */
public record Movements(
        Movement all,
        Movement posteriors,
        Movement heatMaps,
        @Nullable Movement second,
        @Nullable Interval interval) {}
