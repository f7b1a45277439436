package org.graphunlearning.procedures.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.explain.stream}. */
@NullUnmarked
public class ExplainProcedures {
    private static final String OPTIONS =
            "`explainer` and the options that belong to it, `class`, `top`, `minImportance`, `concurrency`; for a past"
                    + " deletion instead `requestId`, `target`, `top`, `minImportance`.";

    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /**
     * Explains predictions. Per target and kind the most important elements come first; what scores zero is left out. The target
     * itself is always among the nodes.
     *
     * <p>A model of one shard is explained by a logit. Of a model in shards whose answer is a weighted sum, the probability it really
     * answers with is explained: the scores of the shards' logits, times the derivative of the answer by them. Where that is not
     * possible, one shard is explained alone. Column {@code explains} says which.
     *
     * <p>With {@code requestId} the explanation of one target is drawn that was stored when that deletion was verified, by the
     * untouched and by the judged model: what remains as it is, what was deleted as elements labelled {@code Forgotten} that exist
     * in the result only. No model is asked again.
     *
     * <p>Reads the graph as a prediction does; the work after that grows with what lies within as many hops of a target as the model
     * has layers.
     */
    @Procedure(name = "unlearn.explain.stream", mode = Mode.READ)
    @Description("Tells which nodes, relationships and feature values a prediction rests on, with paths to draw.")
    public Stream<Row> stream(
            @Name(value = "modelName", description = "The model to ask.") String modelName,
            @Name(value = "node", description = "A node, an elementId, or a list of these; null for a past deletion.")
                    Object node,
            @Name(value = "configuration", defaultValue = "{}", description = OPTIONS)
                    Map<String, Object> configuration) {
        if (PastConfig.isMeant(configuration)) {
            var past = PastConfig.parse(configuration);
            return new PastExplanation(scope, past).of(ModelName.checked(modelName), node);
        }
        var config = ExplainConfig.parse(configuration);
        return new Explanation(scope, config).of(ModelName.checked(modelName), node);
    }

    /** What {@code unlearn.explain.stream} yields. */
    public record Row(
            @Description("NODE, RELATIONSHIP or FEATURE.") String kind,

            @Description("The node whose prediction is explained.")
            Node target,

            @Description("The node scored, or the one that has the feature value; null for a relationship.")
            Node node,

            @Description("The relationship scored; null for other kinds.")
            Relationship relationship,

            @Description(
                    "From the target to the node, or over the relationship, on the fewest and then the most important "
                            + "relationships; null for a feature value.")
            Path path,

            @Description("The property that holds the feature value; null for other kinds.")
            String property,

            @Description(
                    "Column in the model's feature vector, as `unlearn.deleteFeature` takes it; null for other kinds.")
            Long index,

            @Description(
                    "Share of all scores of this kind, in [0, 1]; null for further relationships between the same nodes, "
                            + "and where the explainer does not score the target.")
            Double importance,

            @Description("The same by the untouched model, for a past deletion; null otherwise.")
            Double importanceBefore,

            @Description(
                    "The score itself, in units of what is explained: positive speaks for the class; null as importance is, "
                            + "and for a past deletion.")
            Double signed,

            @Description(
                    "Place by importance among the elements of this kind, from 1; null where the target has no score.")
            Long rank,

            @Description("The class explained.") Object explainedClass,

            @Description("The most probable class of the target; null for a past deletion.")
            Object predictedClass,

            @Description("The probability the model gives the class explained.")
            Double probability,

            @Description("What the scores are about: logit, probability, or the logit of one shard.")
            String explains,

            @Description("What to know beside the numbers, one sentence each.")
            List<String> warnings) {}
}
