package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.unlearn.FineTune;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.neo4j.procedure.Description;

/** What a deletion would reach, model by model; plans as a deletion does and writes nothing. */
final class DeleteEstimate {
    private static final double MOST = 0.7; // share of the shards above which sharding saves little

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
        return new Row(
                model.name(),
                change.shards().length,
                Arrays.stream(change.shards()).asLongStream().boxed().toList(),
                change.plan().crossingEdges(),
                change.workShare(),
                nodes,
                training,
                change.planMillis(),
                predictedMillis(change),
                advice(change, training),
                config.resolved());
    }

    private Map<String, Object> predictedMillis(ModelChange change) {
        double train = change.model().metrics().getOrDefault("trainMillis", Double.NaN);
        var out = new LinkedHashMap<String, Object>();
        if (change.shards().length == 0) {
            out.put("retrain", 0L);
            out.put("finetune", 0L);
        } else if (Double.isFinite(train)) {
            double millis = train * change.workShare() * unsharedThreads(change);
            double perEpoch = millis / change.training().training().epochs();
            out.put("retrain", Math.round(millis));
            out.put(
                    "finetune",
                    Math.round(perEpoch * FineTune.Options.defaults().epochs()));
        }
        out.put("unlink", 0L);
        return out;
    }

    /** A training keeps all threads busy with shards of their own; few shards leave some of them idle. */
    private double unsharedThreads(ModelChange change) {
        int busy = (int) Math.min(config.concurrency(), change.model().size().shards());
        return Math.max(1.0, busy / (double) change.shards().length);
    }

    private static String advice(ModelChange change, int training) {
        long shards = change.model().size().shards();
        int touched = change.shards().length;
        if (touched == 0) {
            return "No shard was trained with this; deleting it changes no parameter.";
        }
        var where = shards == 1 ? "" : " It touches " + touched + " of " + shards + " shards.";
        if (training == 0) {
            return "`retrain`: no training node is reached, so the exact result is likely to cost next to nothing."
                    + where;
        }
        if (change.training().cut().sharding().slices() > 1) {
            return "`retrain`: the only strategy for a model with slices." + where;
        }
        return shards > 1 && touched > MOST * shards
                ? "`finetune`, unless the result must be exact: so many shards are touched that `retrain` costs about as much"
                        + " as training all." + where
                : "`retrain`: exact" + (change.plan().staleGhosts() > 0 ? " up to degree information" : "")
                        + "; `finetune` is quicker and proves nothing." + where;
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

            @Description("Milliseconds by strategy, from the last training; absent when unknown.")
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
