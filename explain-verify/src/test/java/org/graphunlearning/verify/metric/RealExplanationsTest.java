package org.graphunlearning.verify.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.GradientTimesInput;
import org.graphunlearning.verify.explain.Targets;
import org.junit.jupiter.api.Test;

/** Metrics of explanations of trained models, not of numbers typed in. */
class RealExplanationsTest {
    private static final int NODES = 40;

    private static Graph graph(long seed) {
        var random = new Random(seed);
        var from = random.ints(3 * NODES, 0, NODES).toArray();
        var to = random.ints(3 * NODES, 0, NODES).toArray();
        var values = new float[NODES * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.25f + random.nextFloat();
        }
        var roles = new byte[NODES];
        Arrays.fill(roles, (byte) Role.TRAIN.ordinal());
        return Graph.of(
                IntStream.range(0, NODES).mapToLong(Fixture::key).toArray(),
                Adjacency.of(NODES, from, to, from.length, false),
                new DenseFeatures(4, values),
                Labels.of(IntStream.range(0, NODES)
                        .mapToObj(i -> (Object) (long) (i % 3))
                        .toArray()),
                new Split(roles));
    }

    private static List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        return new GradientTimesInput().explain(model, graph, targets, compute);
    }

    @Test
    void aDeletedNodeIsSeenBeforeAndGoneAfterInEveryKindOfHeatMap() {
        try (var compute = Compute.withThreads(1)) {
            for (long seed = 0; seed < 3; seed++) {
                var before = graph(seed);
                var forget = ForgetSet.ofNodes(Fixture.key(7));
                var after = before.without(forget);
                var config = TrainingConfig.defaults(Architecture.GCN).withEpochs(20);
                var untouched = Trainer.fit(before, config, compute);
                var retrained = Trainer.fit(after, config, compute);
                int row = before.adjacency().idx()[before.adjacency().ptr()[7]];
                var targets = new Targets(new long[] {before.key(row)}, new int[] {1});
                var explained = new Explained(
                        explain(untouched, before, targets, compute),
                        explain(untouched, before, targets, compute),
                        explain(retrained, before, targets, compute),
                        explain(untouched, after, targets, compute));
                for (var kind : ItemKind.values()) {
                    var metrics = ExplanationMetrics.of(explained, kind, DeletedItems.of(forget, before));
                    assertThat(metrics.residual().before().mean())
                            .as("%s %d", kind, seed)
                            .isPositive();
                    assertThat(metrics.residual().production()).isZero();
                    assertThat(metrics.shift().change()).isZero();
                    assertThat(metrics.shift().toReference()).isPositive();
                    assertThat(metrics.skippedTargets()).isZero();
                }
            }
        }
    }
}
