package org.graphunlearning.procedures.partition;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.partition}: how a model is cut into shards. */
@NullUnmarked
public class PartitionProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Measures the cut. */
    @Procedure(name = "unlearn.partition.stats", mode = Mode.READ)
    @Description("Measures how a model's graph is cut into shards: sizes, kept relationships, balance, fairness.")
    public Stream<StatsRow> stats(@Name(value = "modelName", description = "The model.") String modelName) {
        return Stream.of(new ShardView(scope, ModelName.checked(modelName)).stats());
    }

    /** Lists the nodes. */
    @Procedure(name = "unlearn.partition.stream", mode = Mode.READ)
    @Description("Lists the nodes a model learned from with the shard each belongs to.")
    public Stream<NodeRow> stream(@Name(value = "modelName", description = "The model.") String modelName) {
        return new ShardView(scope, ModelName.checked(modelName)).nodes();
    }

    /** What {@code unlearn.partition.stats} yields. */
    public record StatsRow(
            @Description("Name of the model.") String modelName,

            @Description("How the graph was cut; null for a model of one shard and for a cut taken from another model.")
            String partitioner,

            @Description("Shards of the model.") long shardCount,
            @Description("Nodes that belong to a shard.") long nodeCount,

            @Description("Nodes in the projection that no shard was trained with, such as nodes added since.")
            long otherNodes,

            @Description("Nodes per shard, in the order of the shards.")
            List<Long> sizes,

            @Description("Share of the relationships that lie inside a shard, in [0, 1].")
            double keptEdges,

            @Description("Share of the nodes that are too many in their shard, in [0, 1]; 0 is even.")
            double balance,

            @Description(
                    "How far a shard's classes are from those of all training nodes, in [0, 1]; 0 is the same mixture.")
            double fairness,

            @Description("What the cut took in milliseconds.")
            long partitionMillis,

            @Description(
                    "Whether the cut looked at more than the nodes' keys; it keeps what it saw when that is deleted.")
            boolean partitionIsDataDependent,

            @Description("What it looked at: edges, features, labels, model.")
            List<String> partitionReads,

            @Description("Each shard: shard, nodes, trainingNodes, ghosts, classes, guarantee, sha256.")
            List<Map<String, Object>> shards,

            @Description("Whether to cut again.") String advice,

            @Description("The configuration the model was trained with.")
            Map<String, Object> configuration) {}

    /** What {@code unlearn.partition.stream} yields. */
    public record NodeRow(
            @Description("The node.") Node node,
            @Description("Its shard, from 0.") long shard,

            @Description("What its label is used for: train, validation, test or none.")
            String role) {}
}
