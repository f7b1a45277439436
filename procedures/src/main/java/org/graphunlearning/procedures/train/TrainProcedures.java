package org.graphunlearning.procedures.train;

import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.job.Jobs;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelName;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.train} and its estimate. */
@NullUnmarked
public class TrainProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Trains and stores a model. */
    @Procedure(name = "unlearn.train", mode = Mode.WRITE)
    @Description(
            "Trains a graph neural network on the nodes, relationships and properties named, and stores it in the graph.")
    public Stream<Row> train(
            @Name(value = "modelName", description = "A new name: letters, digits, `_`, `.` and `-`.") String modelName,
            @Name(value = "configuration", description = "What to learn from and how.")
                    Map<String, Object> configuration) {
        var name = ModelName.checked(modelName);
        var config = TrainConfig.parse(configuration);
        return Jobs.run(scope, "unlearn.train", name, at -> Stream.of(Row.of(new Training(at).train(name, config))));
    }

    /** Estimates memory. */
    @Procedure(name = "unlearn.train.estimate", mode = Mode.READ)
    @Description("Estimates the heap that unlearn.train would need, without training.")
    public Stream<EstimateRow> estimate(
            @Name(value = "modelName", description = "Need not exist; ignored.") String modelName,
            @Name(value = "configuration", description = "As for unlearn.train.") Map<String, Object> configuration) {
        var config = TrainConfig.parse(configuration);
        var size = Projector.measure(scope, config.projection());
        return Stream.of(EstimateRow.of(size, MemoryEstimate.of(size, config.training()), config));
    }

    /** What {@code unlearn.train} yields. */
    public record Row(
            @Description("Name of the model.") String modelName,

            @Description("Scores in [0, 1], hashes and counts of the model.")
            Map<String, Object> modelInfo,

            @Description("Nodes learned from.") long nodeCount,

            @Description("Relationships of the projected graph, parallel ones counted once.")
            long relationshipCount,

            @Description("Shards the model was trained in.") long shardCount,

            @Description("Milliseconds of the training epochs.")
            long trainMillis,

            @Description("The configuration in effect, defaults included.")
            Map<String, Object> configuration) {
        static Row of(Training.Outcome outcome) {
            var model = outcome.model();
            var info = model.info();
            info.putAll(outcome.info());
            return new Row(
                    model.name(),
                    info,
                    model.size().nodes(),
                    model.size().relationships(),
                    model.size().shards(),
                    outcome.trainMillis(),
                    model.config());
        }
    }

    /** What {@code unlearn.train.estimate} yields. */
    public record EstimateRow(
            @Description("Lower and upper bound as people read them.")
            String requiredMemory,

            @Description("Lower bound in bytes.") long bytesMin,
            @Description("Upper bound in bytes.") long bytesMax,

            @Description("Nodes that would be learned from.")
            long nodeCount,

            @Description("Relationships that would be read.")
            long relationshipCount,

            @Description("Width of the feature vector.") long featureDimension,

            @Description("Lower bound in percent of the largest heap.")
            double heapPercentageMin,

            @Description("Upper bound in percent of the largest heap.")
            double heapPercentageMax,

            @Description("The configuration in effect, defaults included.")
            Map<String, Object> configuration) {
        static EstimateRow of(Projector.Size size, MemoryEstimate memory, TrainConfig config) {
            return new EstimateRow(
                    memory.requiredMemory(),
                    memory.bytesMin(),
                    memory.bytesMax(),
                    size.nodes(),
                    size.relationships(),
                    size.columns(),
                    MemoryEstimate.heapPercentage(memory.bytesMin()),
                    MemoryEstimate.heapPercentage(memory.bytesMax()),
                    config.resolved());
        }
    }
}
