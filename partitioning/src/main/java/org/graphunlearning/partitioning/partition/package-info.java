/**
 * Which shard each row of a graph belongs to, and how good such a cut is.
 * It must not know a database, nor a model but to tell rows apart. Start reading at {@link org.graphunlearning.partitioning.partition.Partition}.
 */
@NullMarked
package org.graphunlearning.partitioning.partition;

import org.jspecify.annotations.NullMarked;
