/**
 * What stands in for the neighbours a shard lost when edges were cut.
 * It must not know how shards are trained or combined. Start reading at
 * {@link org.graphunlearning.partitioning.repair.Repair}.
 */
@NullMarked
package org.graphunlearning.partitioning.repair;

import org.jspecify.annotations.NullMarked;
