package org.graphunlearning.verify.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Accuracy on the remaining labelled test nodes, on the graph after, in [0, 1]; {@code null} without such nodes or model.
 *
 * @param before of the untouched model
 * @param after of the model that was judged
 * @param reference of the retrained model
 */
public record Utility(
        @Nullable Double before,
        @Nullable Double after,
        @Nullable Double reference) {}
