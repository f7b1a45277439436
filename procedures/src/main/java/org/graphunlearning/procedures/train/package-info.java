/**
 * Training a model on the caller's graph, and estimating what it would take.
 * It must not know how a projection reads or how a trainer steps. Start reading at
 * {@link org.graphunlearning.procedures.train.Training}.
 */
@NullMarked
package org.graphunlearning.procedures.train;

import org.jspecify.annotations.NullMarked;
