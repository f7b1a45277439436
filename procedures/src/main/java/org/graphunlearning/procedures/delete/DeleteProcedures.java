package org.graphunlearning.procedures.delete;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphunlearning.procedures.entity.EntityResolver;
import org.graphunlearning.procedures.job.Jobs;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/**
 * {@code unlearn.deleteNode}, {@code deleteEdge}, {@code deleteFeature}, {@code delete} and its estimate.
 *
 * <p>Deletions are eager: Cypher finishes its matching before the first one runs, or it would trip over what is gone.
 */
@NullUnmarked
public class DeleteProcedures {
    private static final String MODEL = "A model, or '*' for every model that learned from the items.";
    private static final String ITEMS =
            "{nodes, relationships, features: [{node, properties | indices}], labels: nodes whose class to forget}";

    private static final String OPTIONS =
            "`strategy` and the options that belong to it, `verify`, `keepInGraph`, `requestId`, `concurrency`.";

    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Forgets nodes. */
    @Procedure(name = "unlearn.deleteNode", mode = Mode.WRITE, eager = true)
    @Description("Removes nodes and their relationships from the graph and their influence from the model.")
    public Stream<DeleteRow> deleteNode(
            @Name(value = "modelName", description = MODEL) String modelName,
            @Name(value = "node", description = "A node, an elementId, or a list of these.") Object node,
            @Name(value = "configuration", defaultValue = "{}", description = OPTIONS)
                    Map<String, Object> configuration) {
        return request(
                "unlearn.deleteNode",
                modelName,
                DeleteConfig.parse(configuration),
                () -> Items.ofNodes(entities().nodes("node", node)));
    }

    /** Forgets relationships. */
    @Procedure(name = "unlearn.deleteEdge", mode = Mode.WRITE, eager = true)
    @Description("Removes relationships from the graph and their influence from the model.")
    public Stream<DeleteRow> deleteEdge(
            @Name(value = "modelName", description = MODEL) String modelName,
            @Name(value = "relationship", description = "A relationship, an elementId, or a list of these.")
                    Object relationship,
            @Name(value = "configuration", defaultValue = "{}", description = OPTIONS)
                    Map<String, Object> configuration) {
        return request(
                "unlearn.deleteEdge",
                modelName,
                DeleteConfig.parse(configuration),
                () -> Items.ofRelationships(entities().relationships("relationship", relationship)));
    }

    /** Forgets feature values. */
    @Procedure(name = "unlearn.deleteFeature", mode = Mode.WRITE, eager = true)
    @Description("Removes feature values of nodes from the graph and their influence from the model.")
    public Stream<DeleteRow> deleteFeature(
            @Name(value = "modelName", description = MODEL) String modelName,
            @Name(value = "node", description = "A node, an elementId, or a list of these.") Object node,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description =
                                    "`properties` or `indices` (columns of the whole feature vector, from 0; neither: "
                                            + "all); and " + OPTIONS)
                    Map<String, Object> configuration) {
        var config = DeleteConfig.OfFeatures.parse(configuration);
        return request(
                "unlearn.deleteFeature", modelName, config.common(), () -> Items.ofFeatures(features(node, config)));
    }

    /** Forgets a mixed batch. */
    @Procedure(name = "unlearn.delete", mode = Mode.WRITE, eager = true)
    @Description("Removes nodes, relationships, feature values and labels as one request with one certificate.")
    public Stream<DeleteRow> delete(
            @Name(value = "modelName", description = MODEL) String modelName,
            @Name(value = "items", description = ITEMS) Map<String, Object> items,
            @Name(value = "configuration", defaultValue = "{}", description = OPTIONS)
                    Map<String, Object> configuration) {
        return request(
                "unlearn.delete", modelName, DeleteConfig.parse(configuration), () -> new ItemResolver(entities())
                        .batch(items));
    }

    /** Estimates a deletion. */
    @Procedure(name = "unlearn.delete.estimate", mode = Mode.READ)
    @Description("Estimates what a deletion would reach and how long each strategy would take, without deleting.")
    public Stream<DeleteEstimate.Row> estimate(
            @Name(value = "modelName", description = MODEL) String modelName,
            @Name(value = "items", description = ITEMS) Map<String, Object> items,
            @Name(value = "configuration", defaultValue = "{}", description = "As for unlearn.delete.")
                    Map<String, Object> configuration) {
        var config = DeleteConfig.parse(configuration);
        return new DeleteEstimate(scope, config)
                .run(nameOrEvery(modelName), new ItemResolver(entities()).batch(items)).stream();
    }

    private Stream<DeleteRow> request(String task, String modelName, DeleteConfig config, Supplier<Items> items) {
        var name = nameOrEvery(modelName);
        return Jobs.run(scope, task, name, at -> new Deletion(at, config).run(name, items)).stream();
    }

    private List<Items.FeatureItem> features(Object node, DeleteConfig.OfFeatures config) {
        return entities().nodes("node", node).stream()
                .map(one -> new Items.FeatureItem(one, config.properties(), config.indices()))
                .toList();
    }

    private EntityResolver entities() {
        return new EntityResolver(scope.transaction());
    }

    private static String nameOrEvery(String modelName) {
        return ModelName.EVERY.equals(modelName) ? modelName : ModelName.checked(modelName);
    }
}
