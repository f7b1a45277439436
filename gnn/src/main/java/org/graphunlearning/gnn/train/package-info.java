/**
 * Full-batch training: loss, epochs, learning-rate schedules, early stopping and scores.
 * It must not know what is forgotten or where models are stored. Start reading at
 * {@link org.graphunlearning.gnn.train.Trainer}.
 */
@NullMarked
package org.graphunlearning.gnn.train;

import org.jspecify.annotations.NullMarked;
