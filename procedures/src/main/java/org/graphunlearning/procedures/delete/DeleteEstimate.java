package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.unlearn.StrategyOptions;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
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
        var before = change.projection().graph();
        var affected = AffectedNodes.of(
                before,
                change.forgetting().forget(),
                change.training().training().model().reach());
        int nodes = affected.cardinality();
        int training = 0;
        for (int row : before.trainingRows()) {
            training += affected.get(row) ? 1 : 0;
        }
        boolean unchanged = change.fingerprintAfter().equals(model.fingerprint());
        return new Row(
                model.name(),
                unchanged ? 0 : 1,
                nodes,
                training,
                change.planMillis(),
                predictedMillis(model, change, unchanged),
                advice(unchanged, training),
                config.resolved());
    }

    private static Map<String, Object> predictedMillis(StoredModel model, ModelChange change, boolean unchanged) {
        double train = model.metrics().getOrDefault("trainMillis", Double.NaN);
        var out = new LinkedHashMap<String, Object>();
        if (unchanged) {
            out.put("retrain", 0L);
            out.put("finetune", 0L);
        } else if (Double.isFinite(train)) {
            double perEpoch = train / change.training().training().epochs();
            out.put("retrain", Math.round(train));
            out.put("finetune", Math.round(perEpoch * StrategyOptions.defaults().epochs()));
        }
        out.put("unlink", 0L);
        return out;
    }

    private static String advice(boolean unchanged, int training) {
        if (unchanged) {
            return "The model would not change.";
        }
        return training == 0
                ? "`retrain`: no training node is reached, so the exact result is likely to cost next to nothing."
                : "`retrain`: exact; `finetune` is quicker and proves nothing.";
    }

    /** What {@code unlearn.delete.estimate} yields. */
    public record Row(
            @Description("The model, or * when no model learned from the items.")
            String modelName,

            @Description("Shards that would be worked on.") long shardsTouched,

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
                    0,
                    0,
                    0,
                    Map.of(),
                    "The model never learned from this; deleting it changes no parameter.",
                    config.resolved());
        }
    }
}
