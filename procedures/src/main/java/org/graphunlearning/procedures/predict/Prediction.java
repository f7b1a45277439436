package org.graphunlearning.procedures.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.procedures.entity.EntityResolver;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.projection.SplitSource;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/** Projects the graph as it is now and runs a stored model over it. Labels and splits are not read. */
final class Prediction {
    private final CallScope scope;

    Prediction(CallScope scope) {
        this.scope = scope;
    }

    /** The prediction for one node; probabilities in the order of the model's {@code classes}. */
    record NodeClass(Node node, Object predictedClass, List<Double> probabilities) {}

    /** Predictions and how long their parts took. */
    record Outcome(List<NodeClass> rows, long projectMillis, long computeMillis) {}

    Outcome predict(String modelName, PredictConfig config) {
        long start = System.nanoTime();
        var nodes =
                config.nodes() == null ? null : new EntityResolver(scope.transaction()).nodes("nodes", config.nodes());
        scope.progress().step("project");
        var entry = new ModelStore(scope).load(modelName);
        var training = TrainConfig.parse(entry.model().config());
        if (config.target() != null) {
            requireNoInput(config.target(), training.projection());
        }
        var projection = Projector.project(
                scope,
                ProjectionRequest.forModel(
                                training.projection(),
                                entry.model().marks(),
                                entry.model().layout(),
                                config.concurrency())
                        .withoutTargets());
        long projected = System.nanoTime();
        scope.progress().step("predict");
        var rows = run(entry.decoded(training.cut().sharding().aggregation()), projection, nodes, config);
        return new Outcome(rows, (projected - start) / 1_000_000, (System.nanoTime() - projected) / 1_000_000);
    }

    private List<NodeClass> run(
            ShardedModel model, Projection projection, @Nullable List<Node> nodes, PredictConfig config) {
        var guard = scope.guard();
        try (var compute = Compute.withThreads(config.concurrency())) {
            var checked = compute.checkingFor(guard::check);
            var homes = projection.homes(model.shards().size());
            if (nodes == null) {
                int[] all = IntStream.range(0, projection.graph().nodeCount()).toArray();
                return named(model, projection, all, model.probabilities(projection.graph(), homes, all, checked));
            }
            int[] rows = projection.rows(nodes);
            int[] ascending = IntStream.of(rows).sorted().toArray();
            return named(
                    model, projection, ascending, model.probabilities(projection.graph(), homes, ascending, checked));
        }
    }

    private List<NodeClass> named(ShardedModel model, Projection projection, int[] rows, float[] probabilities) {
        var classes = model.classes();
        int width = classes.size();
        var out = new ArrayList<NodeClass>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            var node = InternalIds.node(scope.transaction(), projection.nodeIds()[rows[i]]);
            var shares = new ArrayList<Double>(width);
            for (int c = 0; c < width; c++) {
                shares.add((double) probabilities[i * width + c]);
            }
            out.add(new NodeClass(node, classes.get(Scores.argMax(probabilities, i * width, width)), shares));
        }
        return out;
    }

    /** Writing into what a model learns from would change the model's next training behind everybody's back. */
    private static void requireNoInput(PredictConfig.Target target, ProjectionSpec spec) {
        var inputs = new ArrayList<>(spec.features().propertyKeys());
        inputs.add(spec.targetProperty());
        if (spec.nodeKeyProperty() != null) {
            inputs.add(spec.nodeKeyProperty());
        }
        if (spec.split() instanceof SplitSource.Property split) {
            inputs.add(split.key());
        }
        for (var input : inputs) {
            if (input.equals(target.classProperty()) || input.equals(target.probabilityProperty())) {
                throw new IllegalArgumentException(
                        "Property `" + input + "` is an input of the model; write predictions elsewhere.");
            }
        }
    }
}
