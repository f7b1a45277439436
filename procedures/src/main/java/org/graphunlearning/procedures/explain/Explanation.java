package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.procedures.entity.EntityResolver;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/** Projects the graph as it is now and explains what a stored model says of some of its nodes. */
final class Explanation {
    private final CallScope scope;
    private final ExplainConfig config;

    Explanation(CallScope scope, ExplainConfig config) {
        this.scope = scope;
        this.config = config;
    }

    /** Rows for each node in the order given. */
    Stream<ExplainProcedures.Row> of(String modelName, @Nullable Object node) {
        var nodes = nodes(node);
        var entry = new ModelStore(scope).load(modelName);
        var training = TrainConfig.parse(entry.model().config());
        var model = entry.decoded(training.cut().sharding().aggregation());
        int wanted = config.classIndex(model.classes());
        var request = ProjectionRequest.forModel(
                training.projection(), entry.model().marks(), entry.model().layout(), config.concurrency());
        var projection = Projector.project(scope, config.method().readsLabels() ? request : request.withoutTargets());
        var drawing = new Drawing(
                new Links(scope, training.projection(), entry.model().marks(), projection),
                model.classes(),
                model.shards().get(firstAnswering(model)).model().config().layers(),
                config.limits());
        return explained(model, projection, projection.rows(nodes), wanted, drawing);
    }

    private static int firstAnswering(ShardedModel model) {
        return model.answering().nextSetBit(0); // all shards have one shape
    }

    private List<Node> nodes(@Nullable Object node) {
        if (node instanceof List<?> list && list.isEmpty()) {
            throw new IllegalArgumentException("`node` is an empty list; name at least one node to explain.");
        }
        return new EntityResolver(scope.transaction()).nodes("node", node);
    }

    private Stream<ExplainProcedures.Row> explained(
            ShardedModel model, Projection projection, int[] rows, int wanted, Drawing drawing) {
        var guard = scope.guard();
        var ascending = rows.clone();
        Arrays.sort(ascending);
        try (var compute = Compute.withThreads(config.concurrency())) {
            var checked = compute.checkingFor(guard::check);
            var questions = questions(model, projection, ascending, wanted, checked);
            var evidence = new ModelEvidence(model, projection, config.method(), checked).of(questions);
            var out = new ArrayList<ExplainProcedures.Row>();
            for (int row : rows) {
                guard.check();
                int at = Arrays.binarySearch(ascending, row);
                out.addAll(drawing.rows(questions.get(at), evidence.get(at)));
            }
            return out.stream();
        }
    }

    private static List<Question> questions(
            ShardedModel model, Projection projection, int[] rows, int wanted, Compute compute) {
        int width = model.classes().size();
        var homes = projection.homes(model.shards().size());
        float[] probabilities = model.probabilities(projection.graph(), homes, rows, compute);
        var out = new ArrayList<Question>();
        for (int i = 0; i < rows.length; i++) {
            int predicted = Scores.argMax(probabilities, i * width, width);
            int explained = wanted < 0 ? predicted : wanted;
            out.add(new Question(rows[i], predicted, explained, probabilities[i * width + explained]));
        }
        return out;
    }
}
