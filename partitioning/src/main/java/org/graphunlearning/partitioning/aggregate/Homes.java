package org.graphunlearning.partitioning.aggregate;

import java.util.BitSet;

/**
 * Where each row of a graph lives. The arrays are shared, never copied: nobody may write to them.
 *
 * @param shards number of shards
 * @param shardOfRow shard of each row, or -1 for a node that no shard was trained with
 * @param trains rows whose role is training
 */
public record Homes(int shards, int[] shardOfRow, BitSet trains) {}
