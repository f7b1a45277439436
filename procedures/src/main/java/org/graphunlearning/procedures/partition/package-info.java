/**
 * How a model's graph is cut into shards, as a caller sees it.
 * It must not know how shards are trained or made to forget. Start reading at
 * {@link org.graphunlearning.procedures.partition.PartitionProcedures}.
 */
@NullMarked
package org.graphunlearning.procedures.partition;

import org.jspecify.annotations.NullMarked;
