package org.graphunlearning.partitioning.shard;

import org.graphunlearning.gnn.graph.Graph;

/**
 * One shard of a deletion, before and after.
 *
 * @param part what it has to forget
 * @param before its graph
 * @param wholeBefore with ghosts
 * @param after its graph without the part
 * @param wholeAfter with ghosts: what training from scratch would see
 */
record ShardWork(ShardPlan.Part part, ShardGraph before, Graph wholeBefore, ShardGraph after, Graph wholeAfter) {
    static ShardWork of(ShardPlan.Part part, ShardGraph before) {
        var after = before.without(part);
        var wholeBefore = before.whole();
        return new ShardWork(part, before, wholeBefore, after, part.isEmpty() ? wholeBefore : after.whole());
    }

    int shard() {
        return part.shard();
    }
}
