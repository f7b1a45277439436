package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Drift;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty requests one after the other, against one batch of the same nodes. */
class SequenceTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final int REQUESTS = 20;
    private static final Graph GRAPH = TestGraphs.of(
            CitationLike.generate(CitationLike.Settings.likeCora(5).withNodes(500)));
    private static final TrainingConfig GCN =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(60);
    private static final Gnn MODEL = Trainer.fit(GRAPH, GCN, COMPUTE);

    private static long[] keys() {
        var rows = GRAPH.trainingRows();
        var out = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            out[i] = GRAPH.key(rows[i * (rows.length / REQUESTS)]);
        }
        return out;
    }

    private record Sequence(Gnn model, List<String> lastWarnings) {
        static Sequence of(Strategy strategy) {
            var model = MODEL;
            var graph = GRAPH;
            List<String> said = List.of();
            boolean exact = true;
            for (long key : keys()) {
                var request = UnlearningRequest.of(model, graph, ForgetSet.ofNodes(key), GCN, exact);
                var result = strategy.unlearn(request, COMPUTE);
                model = result.model();
                graph = request.after();
                said = result.warnings();
                exact = result.guarantee() == Guarantee.EXACT;
            }
            return new Sequence(model, said);
        }
    }

    private static Gnn batch(Strategy strategy) {
        var request = UnlearningRequest.of(MODEL, GRAPH, ForgetSet.ofNodes(keys()), GCN, true);
        return strategy.unlearn(request, COMPUTE).model();
    }

    @Test
    void exactDeletionsOneByOneEqualOneBatchBitForBit() {
        var sequence = Sequence.of(new Retrain());

        assertThat(sequence.model().sha256()).isEqualTo(batch(new Retrain()).sha256());
        assertThat(sequence.model().sidecar().drift()).isEqualTo(Drift.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "etr"})
    void driftAddsUpAndEndsInAdvice(String name) {
        var sequence = Sequence.of(Strategies.named(name));

        var drift = sequence.model().sidecar().drift();
        assertThat(drift.requests()).isEqualTo(REQUESTS);
        assertThat(drift.forgottenTrainingNodes()).isEqualTo(REQUESTS);
        double way = ParameterVector.distance(MODEL, sequence.model());
        double size = ParameterVector.norm(ParameterVector.of(MODEL));
        assertThat(drift.shift()).isPositive().isGreaterThan(0.5 * way / size);
        assertThat(sequence.lastWarnings()).anyMatch(said -> said.contains("the strategy `retrain` is advised"));
        assertThat(batch(Strategies.named(name)).sidecar().drift().requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "finetune"})
    void anExactTrainingEndsTheDrift(String name) {
        var request = UnlearningRequest.of(MODEL, GRAPH, ForgetSet.ofNodes(keys()[0]), GCN, true);
        var drifted = Strategies.named(name).unlearn(request, COMPUTE);
        assertThat(drifted.model().sidecar().drift().requests()).isEqualTo(1);
        var next = UnlearningRequest.of(drifted.model(), request.after(), ForgetSet.ofNodes(keys()[1]), GCN, false);

        var exact = new Retrain().unlearn(next, COMPUTE);

        assertThat(exact.model().sidecar().drift()).isEqualTo(Drift.NONE);
    }
}
