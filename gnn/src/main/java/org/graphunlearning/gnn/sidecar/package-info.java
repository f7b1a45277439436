/**
 * What a model carries beside its parameters in order to forget: checkpoints, sufficient statistics, noise and spent budget,
 * deletion operators, and how far approximate deletions have taken it. Plain data that knows neither graphs nor layers.
 * Start reading at {@link org.graphunlearning.gnn.sidecar.Sidecar}.
 */
@NullMarked
package org.graphunlearning.gnn.sidecar;

import org.jspecify.annotations.NullMarked;
