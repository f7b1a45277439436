/**
 * Reads labels, relationships and properties of the database into an attributed graph of plain arrays.
 * It must not know models, training or forgetting, and never writes. Start reading at
 * {@link org.graphunlearning.procedures.projection.Projector}.
 */
@NullMarked
package org.graphunlearning.procedures.projection;

import org.jspecify.annotations.NullMarked;
