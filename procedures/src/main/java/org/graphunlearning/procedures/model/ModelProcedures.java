package org.graphunlearning.procedures.model;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.hook.Pending;
import org.graphunlearning.procedures.hook.PendingStore;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.model.*}. */
@NullUnmarked
public class ModelProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Lists models. */
    @Procedure(name = "unlearn.model.list", mode = Mode.READ)
    @Description("Lists the stored models, or the one named.")
    public Stream<ModelRow> list(
            @Name(value = "modelName", defaultValue = "*", description = "A model, or '*' for all.") String modelName) {
        var store = new ModelStore(scope);
        var models =
                ModelName.EVERY.equals(modelName) ? store.all() : List.of(store.facts(ModelName.checked(modelName)));
        var pending = new PendingStore(scope);
        return models.stream().map(model -> ModelRow.of(model, Pending.things(pending.of(model))));
    }

    /** Tells whether a model exists. */
    @Procedure(name = "unlearn.model.exists", mode = Mode.READ)
    @Description("Tells whether a model is stored under a name.")
    public Stream<ExistsRow> exists(@Name(value = "modelName", description = "The name.") String modelName) {
        var name = ModelName.checked(modelName);
        return Stream.of(new ExistsRow(name, new ModelStore(scope).exists(name)));
    }

    /** Drops a model. */
    @Procedure(name = "unlearn.model.drop", mode = Mode.WRITE)
    @Description("Removes a model with its parameters and the marks it left on nodes; certificates stay.")
    public Stream<ModelRow> drop(@Name(value = "modelName", description = "The model.") String modelName) {
        return Stream.of(ModelRow.of(new ModelTransfer(scope).drop(ModelName.checked(modelName)), 0));
    }

    /** Exports a model. */
    @Procedure(name = "unlearn.model.export", mode = Mode.READ)
    @Description("Gives a model as one string, parameters and configuration, for unlearn.model.import.")
    public Stream<ExportRow> export(@Name(value = "modelName", description = "The model.") String modelName) {
        return Stream.of(new ModelTransfer(scope).exported(ModelName.checked(modelName)));
    }

    /** Imports a model. */
    @Procedure(name = "unlearn.model.import", mode = Mode.WRITE)
    @Description("Stores a model from a string that unlearn.model.export gave.")
    public Stream<ImportRow> importModel(
            @Name(value = "modelName", description = "A new name.") String modelName,
            @Name(value = "content", description = "The string.") String content,
            @Name(value = "configuration", defaultValue = "{}", description = "`concurrency`.")
                    Map<String, Object> configuration) {
        return Stream.of(new ModelTransfer(scope).imported(ModelName.checked(modelName), content, configuration));
    }

    /** A stored model. */
    public record ModelRow(
            @Description("Name of the model.") String modelName,

            @Description("Scores in [0, 1], hashes and shape of the model.")
            Map<String, Object> modelInfo,

            @Description("Nodes learned from.") long nodeCount,

            @Description("Relationships of the projected graph, parallel ones counted once.")
            long relationshipCount,

            @Description("Shards of the model.") long shardCount,

            @Description("Things taken out of the graph by plain Cypher that it still remembers; see unlearn.pending.")
            long pending,

            @Description("SHA-256 of the parameters.") String sha256,
            @Description("First training or import.") ZonedDateTime createdAt,
            @Description("Last change of the parameters.") ZonedDateTime updatedAt,

            @Description("The configuration it was trained with.")
            Map<String, Object> configuration) {
        static ModelRow of(StoredModel model, long pending) {
            return new ModelRow(
                    model.name(),
                    model.info(),
                    model.size().nodes(),
                    model.size().relationships(),
                    model.size().shards(),
                    pending,
                    model.sha256(),
                    model.createdAt().atZone(ZoneOffset.UTC),
                    model.updatedAt().atZone(ZoneOffset.UTC),
                    model.config());
        }
    }

    /** Whether a model exists. */
    public record ExistsRow(
            @Description("The name asked for.") String modelName,
            @Description("Whether a model has it.") boolean exists) {}

    /** An exported model. */
    public record ExportRow(
            @Description("Name of the model.") String modelName,

            @Description("The model in base64; keep it as secret as the data it learned from.")
            String content,

            @Description("SHA-256 of the parameters.") String sha256,

            @Description("Length of the content in characters.")
            long bytes) {}

    /** An imported model. */
    public record ImportRow(
            @Description("Name of the model.") String modelName,

            @Description("Scores in [0, 1], hashes and shape of the model.")
            Map<String, Object> modelInfo,

            @Description("Whether this graph is the one it was trained on, so that deletions reach it.")
            boolean attached,

            @Description("Why it is not attached.") List<String> warnings,

            @Description("The configuration in effect, defaults included.")
            Map<String, Object> configuration) {}
}
