package org.graphunlearning.procedures.certificate;

import java.util.HexFormat;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.store.StoredShard;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Step;

/**
 * Trains the model of a certificate from scratch on the graph there is and compares the SHA-256 of the parameters: what an auditor
 * can do about an exact result instead of trusting it (Thudi et al., USENIX Security 2022). Costs a training; changes nothing.
 *
 * <p>Only the latest certificate of a model can be checked, and only while the graph is what it was: anything else is reported as
 * not checkable, not as wrong.
 */
final class Recomputation {
    static final String NAME = "recompute";

    private final CallScope scope;
    private final int concurrency;
    private final Map<String, Object> procedure;
    private final Map<String, Object> data;
    private final String name;

    Recomputation(CallScope scope, Content content, int concurrency) {
        this.scope = scope;
        this.concurrency = concurrency;
        this.procedure = content.facts().procedure();
        this.data = content.facts().data();
        this.name = String.valueOf(procedure.get("modelName"));
    }

    Step step() {
        if (!Guarantee.EXACT.name().equals(procedure.get("guarantee"))) {
            return Step.open(
                    NAME,
                    "Only an EXACT result equals a training from scratch; this one is " + procedure.get("guarantee")
                            + ".");
        }
        var store = new ModelStore(scope);
        if (!store.exists(name)) {
            return Step.open(NAME, "Model `" + name + "` was dropped.");
        }
        try {
            return compared(store.load(name));
        } catch (IllegalStateException e) {
            return Step.failed(NAME, "Model `" + name + "` cannot be read or trained: " + e.getMessage());
        }
    }

    private Step compared(ModelStore.Entry entry) {
        var model = entry.model();
        var config = TrainConfig.parse(model.config());
        var stored = hex(entry.decoded(config.cut().sharding().aggregation()).sha256());
        if (!stored.equals(model.sha256())) {
            return Step.failed(NAME, "The stored parameters of model `" + name + "` are not those it was left with.");
        }
        if (!stored.equals(data.get("modelAfter"))) {
            return Step.open(NAME, "Model `" + name + "` has been changed or trained anew since.");
        }
        var request = ProjectionRequest.forModel(config.projection(), model.marks(), model.layout(), concurrency);
        var projection = Projector.project(scope, request);
        if (!fingerprint(projection, model, config).equals(data.get("graphAfter"))) {
            return Step.open(NAME, "The graph has changed since, so a training now would learn something else.");
        }
        return retrained(projection, config).equals(stored)
                ? Step.held(
                        NAME,
                        "Trained from scratch on the remaining graph: the same parameters, SHA-256 " + stored + ".")
                : Step.failed(NAME, "Trained from scratch on the remaining graph: other parameters.");
    }

    private static String fingerprint(Projection projection, StoredModel model, TrainConfig config) {
        var map = projection.shardMap(config.cut().sharding().shards());
        var prints = ShardedTrainer.fingerprints(
                projection.graph(), map, config.training(), config.cut().sharding());
        return StoredModel.fingerprint(prints.stream()
                .map(print -> new StoredShard(new byte[0], hex(print), model.guarantee()))
                .toList());
    }

    private String retrained(Projection projection, TrainConfig config) {
        var sharding = config.cut().sharding();
        var guard = scope.guard();
        try (var compute = Compute.withThreads(concurrency)) {
            ShardedModel model = ShardedTrainer.train(
                    projection.graph(),
                    projection.shardMap(sharding.shards()),
                    config.training(),
                    sharding,
                    compute.checkingFor(guard::check));
            return hex(model.sha256());
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
