package org.graphunlearning.partitioning.shard;

import java.util.BitSet;
import java.util.List;
import org.graphunlearning.gnn.unlearn.Effect;
import org.graphunlearning.gnn.unlearn.Guarantee;

/**
 * What came of a deletion.
 *
 * @param model the model to publish; shards that were not touched are the request's own
 * @param plan what was planned
 * @param changed shards whose classes, parameters or sidecars differ from before
 * @param guarantees what the parameters of each shard worked on are worth, in ascending order
 * @param guarantee the weakest of them; weaker still where stale ghosts stay
 * @param strategy name of the strategy that produced it in the end; several names where {@code auto} chose differently
 * @param warnings sentences the caller should see
 * @param effect of all shards together, those retrained for want of a choice left out
 */
public record ShardedResult(
        ShardedModel model,
        ShardPlan plan,
        BitSet changed,
        List<Guarantee> guarantees,
        Guarantee guarantee,
        String strategy,
        List<String> warnings,
        Effect effect) {
    /** Keeps the lists unmodifiable. */
    public ShardedResult {
        guarantees = List.copyOf(guarantees);
        warnings = List.copyOf(warnings);
    }
}
