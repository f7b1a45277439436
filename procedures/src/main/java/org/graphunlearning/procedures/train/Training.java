package org.graphunlearning.procedures.train;

import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingResult;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.partition.Partition;
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
        long deletions = new CertificateStore(scope).count();
        var projection =
                Projector.project(scope, ProjectionRequest.forNewModel(config.projection(), config.concurrency()));
        var graph = projection.graph();
        Trainer.requireLearnable(graph, config.training());
        requireMemory(config, projection);
        try (var compute = Compute.withThreads(config.concurrency())) {
            var guard = scope.guard();
            var result = Trainer.train(graph, config.training(), compute.checkingFor(guard::check));
            var partition = Partition.single(graph.nodeCount());
            var model = model(name, config, projection, partition, result);
            requireNoDeletionSince(deletions);
            store.create(model, ModelCodec.encode(result.model()));
            new MarkStore(scope).markTrained(model.marks(), projection, partition.shardOfRow());
            return new Outcome(model, info(projection, result, compute), result.trainMillis());
        }
    }

    /** A deletion that found no marks of this model would leave it remembering. */
    private void requireNoDeletionSince(long deletions) {
        scope.lockName(ModelStore.CATALOGUE_LOCK);
        if (new CertificateStore(scope).count() != deletions) {
            throw new IllegalStateException(
                    "Something was unlearned while the model was being trained, so it may have learned from it; train again.");
        }
    }

    private static void requireMemory(TrainConfig config, Projection projection) {
        var graph = projection.graph();
        int columns = graph.features().columns();
        var size = new Projector.Size(graph.nodeCount(), graph.adjacency().edgeCount(), columns, 0);
        MemoryBudget.require(
                "Training", MemoryEstimate.of(size, config.training()).bytesMin());
    }

    private StoredModel model(
            String name, TrainConfig config, Projection projection, Partition partition, TrainingResult result) {
        var now = clock.instant();
        return new StoredModel(
                name,
                1,
                config.resolved(),
                projection.layout(),
                result.model().classes(),
                new Marks(name, false, false),
                Guarantee.EXACT.name(),
                sha256(result.model()),
                fingerprint(projection.graph()),
                new StoredModel.Size(
                        projection.graph().nodeCount(),
                        projection.graph().adjacency().edgeCount(),
                        partition.shardCount()),
                metrics(result),
                now,
                now);
    }

    private static Map<String, Double> metrics(TrainingResult result) {
        var out = new TreeMap<String, Double>();
        out.put("trainLoss", result.trainLoss());
        out.put("trainAccuracy", result.trainAccuracy());
        out.put("validationAccuracy", result.validationAccuracy());
        out.put("testAccuracy", result.testAccuracy());
        out.put("trainMillis", (double) result.trainMillis());
        out.values().removeIf(value -> value.isNaN()); // no row of that role: absent, never NaN
        return out;
    }

    private static Map<String, Object> info(Projection projection, TrainingResult result, Compute compute) {
        var out = new LinkedHashMap<String, Object>();
        out.put("epochs", (long) result.epochs());
        out.put("nodesWithoutFeatures", projection.counts().nodesWithoutFeatures());
        out.put("selfLoops", projection.counts().selfLoops());
        out.put("parallelRelationships", projection.counts().parallelRelationships());
        out.put("compute", compute.description());
        return out;
    }

    private static String sha256(Gnn model) {
        return HexFormat.of().formatHex(model.sha256());
    }

    private static String fingerprint(Graph graph) {
        return HexFormat.of().formatHex(graph.fingerprint());
    }
}
