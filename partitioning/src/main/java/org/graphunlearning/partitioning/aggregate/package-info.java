/**
 * How the answers of several shards become one.
 * It must not know how shards are trained or stored. Start reading at
 * {@link org.graphunlearning.partitioning.aggregate.Aggregation}.
 */
@NullMarked
package org.graphunlearning.partitioning.aggregate;

import org.jspecify.annotations.NullMarked;
