package org.graphunlearning.procedures.train;

import java.util.HexFormat;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.store.StoredShard;

/** What training a model once more, on the graph as it is, would read and give: the yardstick of every exact result. */
public final class FromScratch {
    private FromScratch() {}

    /** Fingerprint of what it would read, as {@link StoredModel#fingerprint()} keeps it; linear in the graph. */
    public static String fingerprint(Projection projection, TrainConfig config) {
        var sharding = config.cut().sharding();
        var map = projection.shardMap(sharding.shards());
        var prints = ShardedTrainer.fingerprints(projection.graph(), map, config.training(), sharding);
        return StoredModel.fingerprint(prints.stream()
                .map(print -> new StoredShard(new byte[0], hex(print), ""))
                .toList());
    }

    /** SHA-256 of the parameters it would give, 64 hex digits; costs a training and writes nothing. */
    public static String sha256(CallScope scope, Projection projection, TrainConfig config, int concurrency) {
        var sharding = config.cut().sharding();
        var guard = scope.guard();
        try (var compute = Compute.withThreads(concurrency)) {
            var checked = compute.checkingFor(guard::check)
                    .reportingTo(scope.progress().step("train again"));
            var map = projection.shardMap(sharding.shards());
            var model = ShardedTrainer.train(projection.graph(), map, config.training(), sharding, checked);
            return hex(model.sha256());
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
