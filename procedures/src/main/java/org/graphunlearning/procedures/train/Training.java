package org.graphunlearning.procedures.train;

import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.sidecar.Drift;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.shard.CutQuality;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.MemoryBudget;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;

/** Projects, trains, stores, and marks every node that was learned from; all in the caller's transaction. */
final class Training {
    private final CallScope scope;
    private final ModelStore store;
    private final Clock clock;

    Training(CallScope scope) {
        this.scope = scope;
        this.store = new ModelStore(scope);
        this.clock = scope.clock();
    }

    /** What a training left behind. */
    record Outcome(StoredModel model, Map<String, Object> info, long trainMillis) {}

    Outcome train(String name, TrainConfig config) {
        store.reserve(name);
        Cutting.requireSource(scope, config.cut());
        long deletions = new CertificateStore(scope).count();
        scope.progress().step("project");
        var projection =
                Projector.project(scope, ProjectionRequest.forNewModel(config.projection(), config.concurrency()));
        Trainer.requireLearnable(projection.graph(), config.training());
        SidecarSize.require(
                config.training(),
                projection.graph().features().columns(),
                projection.graph().classes().size());
        requireMemory(config, projection);
        try (var compute = Compute.withThreads(config.concurrency())) {
            var guard = scope.guard();
            var cutter = new Cutting(scope, config, projection);
            var checked = compute.checkingFor(guard::check).reportingTo(scope.progress());
            var fitted = Fitting.of(projection.graph(), config, cutter, checked);
            scope.progress().step("write");
            var model = model(name, config, projection, fitted);
            new CertificateStore(scope)
                    .requireNoneSince(
                            deletions,
                            "Something was unlearned while the model was being trained, so it may have learned from it; train "
                                    + "again.");
            store.create(model, fitted.stored());
            new MarkStore(scope).markTrained(model.marks(), projection, fitted.map());
            return new Outcome(model, info(projection, fitted, compute), fitted.trainMillis());
        }
    }

    private static void requireMemory(TrainConfig config, Projection projection) {
        var graph = projection.graph();
        int columns = graph.features().columns();
        var size = new Projector.Size(graph.nodeCount(), graph.adjacency().edgeCount(), columns, 0);
        MemoryBudget.require(
                "Training", MemoryEstimate.of(size, config.training()).bytesMin());
    }

    private StoredModel model(String name, TrainConfig config, Projection projection, Fitting fitted) {
        var now = clock.instant();
        return new StoredModel(
                name,
                1,
                config.resolved(),
                projection.layout(),
                fitted.model().classes(),
                Marks.of(name),
                Guarantee.EXACT.name(),
                HexFormat.of().formatHex(fitted.model().sha256()),
                StoredModel.fingerprint(fitted.stored()),
                new StoredModel.Size(
                        Arrays.stream(fitted.map().sizes()).asLongStream().sum(),
                        projection.graph().adjacency().edgeCount(),
                        fitted.map().shards()),
                new StoredModel.Cut(weights(fitted.model()), false, fitted.partitionMillis()),
                Drift.NONE,
                metrics(fitted),
                now,
                now);
    }

    private static List<Double> weights(ShardedModel model) {
        return Arrays.stream(model.weights()).boxed().toList();
    }

    private static Map<String, Double> metrics(Fitting fitted) {
        var out = new TreeMap<String, Double>();
        out.put("trainLoss", fitted.scores().trainLoss());
        out.put("trainAccuracy", fitted.scores().trainAccuracy());
        out.put("validationAccuracy", fitted.scores().validationAccuracy());
        out.put("testAccuracy", fitted.scores().testAccuracy());
        out.putAll(TrainingCost.of(fitted.trainMillis(), fitted.calibration()));
        out.values().removeIf(value -> value.isNaN()); // no row of that role: absent, never NaN
        return out;
    }

    private static Map<String, Object> info(Projection projection, Fitting fitted, Compute compute) {
        var out = new LinkedHashMap<String, Object>();
        if (fitted.map().shards() == 1 && fitted.epochs() > 0) {
            out.put("epochs", (long) fitted.epochs()); // shards may stop at different ones
        }
        if (fitted.map().shards() > 1) {
            var cut = CutQuality.of(projection.graph(), fitted.map());
            out.put("keptEdges", cut.keptEdges());
            out.put("balance", cut.balance());
            out.put("fairness", cut.fairness());
            out.put("partitionMillis", fitted.partitionMillis());
        }
        out.put("nodesWithoutFeatures", projection.counts().nodesWithoutFeatures());
        out.put("selfLoops", projection.counts().selfLoops());
        out.put("parallelRelationships", projection.counts().parallelRelationships());
        out.put("compute", compute.description());
        return out;
    }
}
