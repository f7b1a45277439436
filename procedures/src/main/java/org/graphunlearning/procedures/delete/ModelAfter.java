package org.graphunlearning.procedures.delete;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.sidecar.Drift;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedResult;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.store.StoredShard;
import org.graphunlearning.procedures.train.TrainingCost;

/**
 * What a stored model becomes when the shards that were worked on are replaced.
 *
 * @param entry the model as it is stored
 * @param result what the strategy did
 * @param stored shards to store anew, by number: those worked on
 * @param leavesGhosts whether ghosts still stand for what is gone
 */
record ModelAfter(
        ModelStore.Entry entry, ShardedResult result, Map<Integer, StoredShard> stored, boolean leavesGhosts) {
    /** What the model is worth: an exact step in one shard does not mend another. */
    Guarantee guarantee() {
        boolean untouched = stored.isEmpty() && !leavesGhosts && isUntouched();
        return untouched
                ? Guarantee.valueOf(entry.model().guarantee())
                : result.guarantee().weaker(StoredModel.guarantee(shards(), cut()));
    }

    private boolean isUntouched() {
        return sha256().equals(entry.model().sha256());
    }

    private String sha256() {
        return HexFormat.of().formatHex(result.model().sha256());
    }

    /**
     * The model's facts.
     *
     * @param marks that it has on nodes afterwards
     * @param size what it learned from
     */
    StoredModel facts(Marks marks, StoredModel.Size size, Instant at) {
        var update = new StoredModel.Update(
                result.model().classes(),
                marks,
                StoredModel.guarantee(shards(), cut()).name(),
                sha256(),
                StoredModel.fingerprint(shards()),
                size,
                cut(),
                drift(result.model()));
        return entry.model().updated(update, metrics(), at);
    }

    private List<StoredShard> shards() {
        var shards = new ArrayList<>(entry.shards());
        stored.forEach(shards::set);
        return shards;
    }

    private StoredModel.Cut cut() {
        var weights = Arrays.stream(result.model().weights()).boxed().toList();
        return entry.model().cut().with(weights, leavesGhosts);
    }

    /** Accuracies belong to the parameters and go with them; what a training costs stays useful. */
    private Map<String, Double> metrics() {
        var metrics = entry.model().metrics();
        return result.changed().isEmpty() && isUntouched() ? metrics : TrainingCost.kept(metrics);
    }

    /** Of each part, what the shard has that has most. */
    private static Drift drift(ShardedModel model) {
        var out = Drift.NONE;
        for (var shard : model.shards()) {
            if (shard.answers()) {
                var one = shard.model().sidecar().drift();
                out = new Drift(
                        Math.max(out.requests(), one.requests()),
                        Math.max(out.shift(), one.shift()),
                        Math.max(out.forgottenTrainingNodes(), one.forgottenTrainingNodes()));
            }
        }
        return out;
    }
}
