/**
 * Models trained in shards: a deletion retrains the shards it touches, and every other shard keeps its bytes.
 * It must not know where models are stored or who asked. Start reading at
 * {@link org.graphunlearning.partitioning.shard.ShardedModel}.
 */
@NullMarked
package org.graphunlearning.partitioning.shard;

import org.jspecify.annotations.NullMarked;
