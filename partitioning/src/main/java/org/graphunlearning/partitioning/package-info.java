/**
 * The partitioners by name.
 * It must not know how shards are trained. Start reading at {@link org.graphunlearning.partitioning.Partitioners}.
 */
@NullMarked
package org.graphunlearning.partitioning;

import org.jspecify.annotations.NullMarked;
