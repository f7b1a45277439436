/**
 * Linear graph neural networks solved instead of trained: propagated features, sufficient statistics, ridge and logistic heads.
 * It must not know epochs, strategies or where models are stored. Start reading at
 * {@link org.graphunlearning.gnn.linear.LinearFit}.
 */
@NullMarked
package org.graphunlearning.gnn.linear;

import org.jspecify.annotations.NullMarked;
