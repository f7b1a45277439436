package org.graphunlearning.procedures.model;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.hook.Covered;
import org.graphunlearning.procedures.hook.PendingStore;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.procedures.store.ExportFormat;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.store.StoredShard;
import org.graphunlearning.procedures.train.TrainConfig;
import org.jspecify.annotations.Nullable;

/** Takes models out of the catalogue and into it. */
final class ModelTransfer {
    private final CallScope scope;
    private final ModelStore store;

    ModelTransfer(CallScope scope) {
        this.scope = scope;
        this.store = new ModelStore(scope);
    }

    StoredModel drop(String name) {
        var model = store.facts(name);
        store.delete(name);
        new MarkStore(scope).clear(model.marks());
        new PendingStore(scope).clear(name);
        scope.note(Covered.dropped(name));
        return model;
    }

    ModelProcedures.ExportRow exported(String name) {
        var entry = store.load(name);
        var marks = entry.shards().size() == 1
                ? new long[0]
                : Projector.project(
                                scope,
                                request(entry.model(), entry.model().marks(), 1)
                                        .withoutTargets()
                                        .withoutFeatures())
                        .marks();
        var content = ExportFormat.encode(new ExportFormat.Export(entry, marks));
        return new ModelProcedures.ExportRow(name, content, entry.model().sha256(), content.length());
    }

    private static ProjectionRequest request(StoredModel model, Marks marks, int concurrency) {
        var spec = TrainConfig.parse(model.config()).projection();
        return ProjectionRequest.forModel(spec, marks, model.layout(), concurrency);
    }

    /**
     * Stores a model and, where the graph is the one it was trained on, marks its nodes so that deletions reach it.
     *
     * @throws IllegalArgumentException when the name is taken or the content damaged
     */
    ModelProcedures.ImportRow imported(String name, @Nullable String content, @Nullable Map<String, Object> options) {
        var in = new ConfigReader(options);
        int concurrency = TrainConfig.concurrency(in);
        in.requireNoOtherKeys();
        if (content == null || content.isBlank()) {
            throw new IllegalArgumentException("`content` is empty; give the string of unlearn.model.export.");
        }
        store.reserve(name);
        var export = ExportFormat.decode(content, name);
        var model = export.entry().model();
        requireConsistent(export.entry());
        store.create(model, export.entry().shards());
        var warnings = attach(export, concurrency);
        return new ModelProcedures.ImportRow(name, model.info(), warnings.isEmpty(), warnings, in.resolved());
    }

    private static void requireConsistent(ModelStore.Entry entry) {
        var config = TrainConfig.parse(entry.model().config());
        var model = entry.decoded(config.cut().sharding().aggregation());
        boolean fits = model.shards().stream()
                .flatMap(shard -> shard.stages().stream())
                .allMatch(
                        stage -> stage.inputChannels() == entry.model().layout().columns());
        if (!fits
                || model.shards().size() != config.cut().sharding().shards()
                || model.shards().size() != entry.model().size().shards()
                || !HexFormat.of()
                        .formatHex(model.sha256())
                        .equals(entry.model().sha256())) {
            throw new IllegalArgumentException("`content` is not a model: its parts do not belong together.");
        }
    }

    /** Why the model could not be attached; nothing when it was. */
    private List<String> attach(ExportFormat.Export export, int concurrency) {
        var model = export.entry().model();
        var certificates = new CertificateStore(scope);
        long deletions = certificates.count();
        Projection projection;
        try {
            var unmarked = Marks.of(model.name());
            projection = Projector.project(scope, request(model, unmarked, concurrency));
        } catch (IllegalArgumentException e) {
            return List.of("Not attached to this graph: " + e.getMessage());
        }
        var map = map(export, projection);
        if (map == null || !isSame(projection, map, model)) {
            return List.of(
                    "Not attached to this graph: it is not the one the model was trained on, so deletions here do not "
                            + "reach the model"
                            + (export.marks().length == 0 ? "." : ", and every shard answers alike."));
        }
        certificates.requireNoneSince(
                deletions,
                "Something was unlearned while the model was being imported, so it may still hold it; import again.");
        new MarkStore(scope).markTrained(model.marks(), projection, map);
        return List.of();
    }

    /** Where the nodes lived when the model was exported; null when there are other nodes now. */
    private static @Nullable ShardMap map(ExportFormat.Export export, Projection projection) {
        int shards = export.entry().shards().size();
        if (shards == 1) {
            return projection.shardMap(1);
        }
        return export.marks().length == projection.graph().nodeCount()
                ? projection.withMarks(export.marks()).shardMap(shards)
                : null;
    }

    /** Relationships between two shards are in no fingerprint, so their number has to tell whether one came or went. */
    private static boolean isSame(Projection projection, ShardMap map, StoredModel model) {
        return projection.graph().adjacency().edgeCount() == model.size().relationships()
                && fingerprint(projection, map, model).equals(model.fingerprint());
    }

    private static String fingerprint(Projection projection, ShardMap map, StoredModel model) {
        var config = TrainConfig.parse(model.config());
        var prints = ShardedTrainer.fingerprints(
                projection.graph(), map, config.training(), config.cut().sharding());
        return StoredModel.fingerprint(prints.stream()
                .map(print -> new StoredShard(new byte[0], HexFormat.of().formatHex(print), ""))
                .toList());
    }
}
