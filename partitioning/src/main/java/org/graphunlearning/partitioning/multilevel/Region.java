package org.graphunlearning.partitioning.multilevel;

/**
 * Part of an assignment to work on: some vertices, and the shards they may be in.
 *
 * @param vertices those that lie in one of the shards
 * @param from first shard
 * @param to one past the last shard
 * @param purpose of the draws that break ties
 */
record Region(int[] vertices, int from, int to, long purpose) {
    boolean holds(int shard) {
        return shard >= from && shard < to;
    }
}
