package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.unlearn.Strategies;
import org.graphunlearning.gnn.unlearn.Workload;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.neo4j.procedure.Description;

/** What a deletion would reach, model by model; plans as a deletion does and writes nothing. */
final class DeleteEstimate {
    private final CallScope scope;
    private final DeleteConfig config;

    DeleteEstimate(CallScope scope, DeleteConfig config) {
        this.scope = scope;
        this.config = config;
    }

    List<Row> run(String modelName, Items items) {
        var models = new ModelStore(scope);
        var named = modelName.equals(ModelName.EVERY) ? models.all() : List.of(models.facts(modelName));
        var rows = new ArrayList<Row>();
        for (var model : named) {
            var learned = LearnedItems.of(model, items);
            if (!learned.isEmpty()) {
                StrategyFit.require(config.strategy(), model, modelName.equals(ModelName.EVERY));
                var change = ModelChange.plan(scope, models.load(model.name()), learned, config.concurrency());
                rows.add(row(change));
            }
        }
        if (rows.isEmpty()) {
            rows.add(Row.notLearned(modelName, config));
        }
        return rows;
    }

    private Row row(ModelChange change) {
        var model = change.model();
        var affected = change.affected();
        int nodes = affected.cardinality();
        int training = change.affectedTraining(affected);
        var workloads = change.unlearning().workloads();
        var predicted = predictedMillis(change, workloads);
        return new Row(
                model.name(),
                change.shards().length,
                Arrays.stream(change.shards()).asLongStream().boxed().toList(),
                change.plan().crossingEdges(),
                change.workShare(),
                nodes,
                training,
                change.planMillis(),
                new LinkedHashMap<>(predicted),
                new DeleteAdvice(change, config, workloads, predicted).text(training),
                config.resolved());
    }

    /** Of every strategy that fits the model, the one asked for with its options; in hundredths of a millisecond. */
    private Map<String, Double> predictedMillis(ModelChange change, List<Workload> workloads) {
        var out = new LinkedHashMap<String, Double>();
        for (var name : Strategies.names()) {
            var asked = config.strategy();
            var strategy = name.equals(asked.name()) ? asked : Strategies.named(name);
            if (StrategyFit.fits(strategy, change.training())) {
                double millis = change.unlearning().predictedMillis(strategy, workloads, config.concurrency());
                if (Double.isFinite(millis)) {
                    out.put(name, Math.round(100 * millis) / 100.0);
                }
            }
        }
        return out;
    }

    /** What {@code unlearn.delete.estimate} yields. */
    public record Row(
            @Description("The model, or * when no model learned from the items.")
            String modelName,

            @Description("Shards that would be worked on.") long shardsTouched,
            @Description("Their numbers.") List<Long> shards,

            @Description("Relationships between two shards: no shard was trained with them.")
            long crossingRelationships,

            @Description("Share of all nodes of shards that lie in the shards to work on, in [0, 1].")
            double workShare,

            @Description("Remaining nodes whose output the deletion can reach.")
            long affectedNodes,

            @Description("Those of them the model is trained on.")
            long affectedTrainingNodes,

            @Description("Milliseconds spent reading the graph.")
            long planMillis,

            @Description(
                    "Milliseconds by strategy that fits the model, as unlearnMillis counts them: reading the graph (planMillis) and "
                            + "writing come on top; predicted from the last training, absent when unknown.")
            Map<String, Object> predictedMillis,

            @Description("Which strategy pays.") String advice,

            @Description("The configuration in effect, defaults included.")
            Map<String, Object> configuration) {
        static Row notLearned(String modelName, DeleteConfig config) {
            return new Row(
                    modelName,
                    0,
                    List.of(),
                    0,
                    0,
                    0,
                    0,
                    0,
                    Map.of(),
                    "The model never learned from this; deleting it changes no parameter.",
                    config.resolved());
        }
    }
}
