package org.graphunlearning.partitioning.guide;

/**
 * Rows put into shards, and what each row pays in each shard.
 *
 * @param shard per row
 * @param cost row-major, a column per shard; the lower the better
 */
record Clusters(int[] shard, double[] cost) {}
