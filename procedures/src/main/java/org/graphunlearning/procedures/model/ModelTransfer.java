package org.graphunlearning.procedures.model;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ExportFormat;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
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
        return model;
    }

    ModelProcedures.ExportRow exported(String name) {
        var entry = store.load(name);
        var content = ExportFormat.encode(entry);
        return new ModelProcedures.ExportRow(name, content, entry.model().sha256(), content.length());
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
        var entry = ExportFormat.decode(content, name);
        requireConsistent(entry);
        store.create(entry.model(), entry.content());
        var warnings = attach(entry.model(), concurrency);
        return new ModelProcedures.ImportRow(name, entry.model().info(), warnings.isEmpty(), warnings, in.resolved());
    }

    private static void requireConsistent(ModelStore.Entry entry) {
        Gnn model = ModelCodec.decode(entry.content());
        TrainConfig.parse(entry.model().config());
        if (!HexFormat.of().formatHex(model.sha256()).equals(entry.model().sha256())
                || model.inputChannels() != entry.model().layout().columns()) {
            throw new IllegalArgumentException("`content` is not a model: its parts do not belong together.");
        }
    }

    /** Why the model could not be attached; nothing when it was. */
    private List<String> attach(StoredModel model, int concurrency) {
        var spec = TrainConfig.parse(model.config()).projection();
        Projection projection;
        try {
            var marks = new Marks(model.name(), false, false);
            projection = Projector.project(scope, ProjectionRequest.forModel(spec, marks, model.layout(), concurrency));
        } catch (IllegalArgumentException e) {
            return List.of("Not attached to this graph: " + e.getMessage());
        }
        if (!HexFormat.of().formatHex(projection.graph().fingerprint()).equals(model.fingerprint())) {
            return List.of(
                    "Not attached to this graph: it is not the one the model was trained on, so deletions here do not "
                            + "reach the model.");
        }
        new MarkStore(scope)
                .markTrained(
                        model.marks(), projection, new int[projection.graph().nodeCount()]);
        return List.of();
    }
}
