package org.graphunlearning.partitioning.shard;

import java.util.BitSet;
import java.util.List;
import org.graphunlearning.gnn.unlearn.Guarantee;

/**
 * What came of a deletion.
 *
 * @param model the model to publish; shards that were not touched are the request's own
 * @param plan what was planned
 * @param changed shards whose classes or bytes differ from before
 * @param guarantee the weakest of all shards
 * @param strategy name of the strategy that produced it in the end
 * @param warnings sentences the caller should see
 */
public record ShardedResult(
        ShardedModel model,
        ShardPlan plan,
        BitSet changed,
        Guarantee guarantee,
        String strategy,
        List<String> warnings) {
    /** Keeps the warnings unmodifiable. */
    public ShardedResult {
        warnings = List.copyOf(warnings);
    }
}
