package org.graphunlearning.procedures.schedule;

import java.util.HexFormat;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.store.StoredShard;
import org.graphunlearning.procedures.train.TrainConfig;

/**
 * Trains a model that claims to be exact once more, from scratch on the graph as it is, and compares the bits. That is the strongest
 * evidence there is, and costs a training; it says nothing where the graph changed since, because then other parameters are right.
 */
final class Recompute implements Check.OfModel {
    @Override
    public String name() {
        return "recompute";
    }

    @Override
    public List<Finding> run(CallScope scope, Check.Subject subject) {
        return subject.recompute() ? Check.OfModel.super.run(scope, subject) : List.of();
    }

    @Override
    public Finding check(CallScope scope, String model, Check.Subject subject) {
        var facts = new ModelStore(scope).facts(model);
        if (!facts.guarantee().equals(Guarantee.EXACT.name())) {
            return found(
                    model,
                    Finding.State.SKIPPED,
                    "The model is " + facts.guarantee() + ", so training anew would rightly give other parameters.");
        }
        var config = TrainConfig.parse(facts.config());
        var projection = Absence.project(scope, facts, config.projection());
        var map = projection.shardMap(config.cut().sharding().shards());
        if (!fingerprint(projection, map, config).equals(facts.fingerprint())) {
            return found(
                    model,
                    Finding.State.SKIPPED,
                    "The graph changed since the model was trained, so training anew would rightly give other parameters.");
        }
        return compared(scope, facts, config, new Input(projection, map));
    }

    /** What is trained on. */
    private record Input(Projection projection, ShardMap map) {}

    private Finding compared(CallScope scope, StoredModel facts, TrainConfig config, Input input) {
        try (var compute = Compute.withThreads(1)) { // nobody waits for it; leave the processors to those who do
            var guard = scope.guard();
            var trained = ShardedTrainer.train(
                    input.projection().graph(),
                    input.map(),
                    config.training(),
                    config.cut().sharding(),
                    compute.checkingFor(guard::check));
            boolean same = HexFormat.of().formatHex(trained.sha256()).equals(facts.sha256());
            return same
                    ? found(
                            facts.name(),
                            Finding.State.PASSED,
                            "Trained anew, the parameters are the same to the last bit.")
                    : found(
                            facts.name(),
                            Finding.State.FAILED,
                            "Trained anew on the same graph, the parameters differ.");
        }
    }

    private static String fingerprint(Projection projection, ShardMap map, TrainConfig config) {
        var prints = ShardedTrainer.fingerprints(
                projection.graph(), map, config.training(), config.cut().sharding());
        return StoredModel.fingerprint(prints.stream()
                .map(print -> new StoredShard(new byte[0], HexFormat.of().formatHex(print), ""))
                .toList());
    }
}
