package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.gnn.unlearn.UnlearningResult;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;

/**
 * What a request makes of one model: planned first, then computed; nothing is written here.
 */
final class ModelChange {
    private final CallScope scope;
    private final StoredModel model;
    private final byte[] content;
    private final LearnedItems learned;
    private final TrainConfig training;
    private final Projection projection;
    private final Forgetting forgetting;
    private final Graph after;
    private final String fingerprintBefore;
    private final String fingerprintAfter;
    private final long planMillis;

    private ModelChange(CallScope scope, ModelStore.Entry entry, LearnedItems learned, int concurrency) {
        long start = System.nanoTime();
        this.scope = scope;
        this.model = entry.model();
        this.content = entry.content();
        this.learned = learned;
        this.training = TrainConfig.parse(model.config());
        this.projection = Projector.project(
                scope, ProjectionRequest.forModel(training.projection(), model.marks(), model.layout(), concurrency));
        this.forgetting = Forgetting.of(projection, training.projection(), model.marks(), learned);
        this.after = projection.graph().without(forgetting.forget());
        this.fingerprintBefore = hex(projection.graph().fingerprint());
        this.fingerprintAfter = forgetting.forget().isEmpty() ? fingerprintBefore : hex(after.fingerprint());
        requireLearnable();
        this.planMillis = (System.nanoTime() - start) / 1_000_000;
    }

    /**
     * Reads the graph and works out what would remain.
     *
     * @throws IllegalStateException when too little would remain to train on
     */
    static ModelChange plan(CallScope scope, ModelStore.Entry entry, LearnedItems learned, int concurrency) {
        return new ModelChange(scope, entry, learned, concurrency);
    }

    private void requireLearnable() {
        int classes = after.classes().size();
        if (classes < 2) {
            throw new IllegalStateException("Deleting this would leave model `" + model.name() + "` with "
                    + (classes == 0 ? "no labelled training node" : "one class")
                    + "; drop the model first with `CALL unlearn.model.drop('" + model.name() + "')`.");
        }
    }

    /** What came out: the parameters to store and what they are worth. */
    record Result(Gnn gnn, UnlearningResult result, boolean shardTouched, List<String> warnings, long unlearnMillis) {}

    Result compute(DeleteConfig config) {
        long start = System.nanoTime();
        var warnings = new ArrayList<>(forgetting.warnings());
        var gnn = ModelCodec.decode(content);
        if (fingerprintAfter.equals(model.fingerprint())) {
            var guarantee = Guarantee.valueOf(model.guarantee());
            var kept = new UnlearningResult(gnn, guarantee, config.strategy().name(), 0, 0, List.of());
            return new Result(gnn, kept, false, warnings, (System.nanoTime() - start) / 1_000_000);
        }
        boolean unchangedSince = fingerprintBefore.equals(model.fingerprint());
        if (!unchangedSince) {
            warnings.add("The graph changed since the model was trained; the result refers to the graph as it is now.");
        }
        var strategy = config.strategy();
        if (forgetting.forget().isEmpty() && !(strategy instanceof Retrain)) {
            warnings.add("What was learned is no longer in the projection, so only retraining can forget it.");
            strategy = new Retrain();
        }
        boolean trainedOnBefore = unchangedSince && model.guarantee().equals(Guarantee.EXACT.name());
        var guard = scope.guard();
        try (var compute = Compute.withThreads(config.concurrency())) {
            var request = new UnlearningRequest(
                    gnn, projection.graph(), after, forgetting.forget(), training.training(), trainedOnBefore);
            var result = strategy.unlearn(request, compute.checkingFor(guard::check));
            warnings.addAll(result.warnings());
            return new Result(result.model(), result, true, warnings, (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** The model's facts after the deletion. */
    StoredModel updated(Result result, boolean keepInGraph) {
        var marks = keepInGraph ? Hiding.marksAfter(model.marks(), learned) : model.marks();
        var update = new StoredModel.Update(
                result.gnn().classes(),
                marks,
                guaranteeAfter(result.result().guarantee()).name(),
                hex(result.gnn().sha256()),
                fingerprintAfter,
                new StoredModel.Size(
                        after.nodeCount(),
                        after.adjacency().edgeCount(),
                        model.size().shards()));
        return model.updated(update, metricsAfter(result), scope.clock().instant());
    }

    /** Accuracies belong to the parameters and go with them; how long a training takes stays useful. */
    private Map<String, Double> metricsAfter(Result result) {
        boolean sameParameters = hex(result.gnn().sha256()).equals(model.sha256());
        if (sameParameters) {
            return model.metrics();
        }
        boolean retrained = result.result().guarantee() == Guarantee.EXACT;
        var known = model.metrics().get("trainMillis");
        if (retrained) {
            return Map.of("trainMillis", (double) result.unlearnMillis());
        }
        return known == null ? Map.of() : Map.of("trainMillis", known);
    }

    /** An approximate step on top of another keeps the weaker promise; an exact one starts afresh. */
    private Guarantee guaranteeAfter(Guarantee now) {
        var before = Guarantee.valueOf(model.guarantee());
        return now == Guarantee.EXACT || now.compareTo(before) > 0 ? now : before;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    StoredModel model() {
        return model;
    }

    LearnedItems learned() {
        return learned;
    }

    Projection projection() {
        return projection;
    }

    Forgetting forgetting() {
        return forgetting;
    }

    Graph after() {
        return after;
    }

    TrainConfig training() {
        return training;
    }

    String fingerprintBefore() {
        return fingerprintBefore;
    }

    String fingerprintAfter() {
        return fingerprintAfter;
    }

    long planMillis() {
        return planMillis;
    }
}
