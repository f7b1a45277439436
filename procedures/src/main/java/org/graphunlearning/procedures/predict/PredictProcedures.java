package org.graphunlearning.procedures.predict;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.job.Jobs;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.predict.stream} and {@code .write}. */
@NullUnmarked
public class PredictProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Streams predictions. */
    @Procedure(name = "unlearn.predict.stream", mode = Mode.READ)
    @Description("Predicts the class of nodes with a stored model.")
    public Stream<NodeRow> stream(
            @Name(value = "modelName", description = "The model to ask.") String modelName,
            @Name(value = "configuration", defaultValue = "{}", description = "`nodes`, `concurrency`.")
                    Map<String, Object> configuration) {
        var config = PredictConfig.forStream(configuration);
        var name = ModelName.checked(modelName);
        var outcome = Jobs.run(scope, "unlearn.predict.stream", name, at -> new Prediction(at).predict(name, config));
        return outcome.rows().stream().map(row -> new NodeRow(row.node(), row.predictedClass(), row.probabilities()));
    }

    /** Writes predictions. */
    @Procedure(name = "unlearn.predict.write", mode = Mode.WRITE)
    @Description("Predicts the class of nodes with a stored model and writes it to a node property.")
    public Stream<WriteRow> write(
            @Name(value = "modelName", description = "The model to ask.") String modelName,
            @Name(
                            value = "configuration",
                            description = "`writeProperty`, `probabilityProperty`, `nodes`, `concurrency`.")
                    Map<String, Object> configuration) {
        var config = PredictConfig.forWrite(configuration);
        var name = ModelName.checked(modelName);
        return Jobs.run(scope, "unlearn.predict.write", name, at -> {
            var outcome = new Prediction(at).predict(name, config);
            at.progress().step("write");
            return Stream.of(new PredictionWriter(at).write(name, outcome, config));
        });
    }

    /** What {@code unlearn.predict.stream} yields. */
    public record NodeRow(
            @Description("The node.") Node node,
            @Description("The most probable class.") Object predictedClass,

            @Description("Probability of each class, in the order of the model's `classes`.")
            List<Double> probabilities) {}

    /** What {@code unlearn.predict.write} yields. */
    public record WriteRow(
            @Description("Name of the model.") String modelName,
            @Description("Node properties written.") long nodePropertiesWritten,

            @Description("Milliseconds spent reading the graph and the model.")
            long projectMillis,

            @Description("Milliseconds spent computing.") long computeMillis,
            @Description("Milliseconds spent writing.") long writeMillis,

            @Description("The configuration in effect, defaults included.")
            Map<String, Object> configuration) {}
}
