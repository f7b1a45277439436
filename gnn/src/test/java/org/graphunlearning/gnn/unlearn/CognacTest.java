package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: training without all of the wrong data, known or not. */
class CognacTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static TrainingConfig config(Architecture architecture, long seed) {
        var config = TrainingConfig.defaults(architecture).withSeed(seed);
        int width = architecture == Architecture.GAT ? 8 : 16;
        return config.withModel(config.model().withNormalizeFeatures(false).withHiddenChannels(width));
    }

    private static double accuracy(Gnn model, Graph clean) {
        return Scores.accuracy(model.classes(), clean, model.logits(clean, COMPUTE), Role.TEST);
    }

    /** 30 % of a block's training labels are wrong, a quarter of them known; means over 6 graphs. */
    @ParameterizedTest
    @EnumSource(names = {"GCN", "GAT"})
    void correctsMoreThanTheKnownPart(Architecture architecture) {
        double unlinked = 0;
        double corrected = 0;
        double oracle = 0;
        int seeds = 6;
        for (int seed = 0; seed < seeds; seed++) {
            var poisoned = PoisonedGraph.draw(0.3, 0.25, seed);
            var config = config(architecture, seed);
            var model = Trainer.fit(poisoned.graph(), config, COMPUTE);
            var request = UnlearningRequest.of(model, poisoned.graph(), poisoned.knownPart(), config, true);
            var result = Cognac.usual().unlearn(request, COMPUTE);
            var clean = poisoned.clean().without(poisoned.knownPart());
            unlinked += accuracy(model, clean) / seeds;
            corrected += accuracy(result.model(), clean) / seeds;
            var without = Trainer.fit(poisoned.graph().without(poisoned.wholePart()), config, COMPUTE);
            oracle += accuracy(without, poisoned.clean().without(poisoned.wholePart())) / seeds;

            assertThat(result.strategy()).isEqualTo("cognac");
            assertThat(result.effect().lossAfter())
                    .isLessThanOrEqualTo(result.effect().lossBefore());
        }
        assertThat(oracle).isGreaterThan(unlinked + 0.03);
        assertThat(corrected).isBetween(unlinked + 0.5 * (oracle - unlinked), oracle + 0.02);
    }

    /** Positions inside the neighbourhood taken for rows of the graph would name nodes elsewhere. */
    @Test
    void influencedNodesLieWithinReachOfWhatIsWrong() {
        var poisoned = PoisonedGraph.draw(0.3, 0.25, 1);
        var graph = poisoned.graph();
        var model = Trainer.fit(graph, config(Architecture.GCN, 1).withEpochs(20), COMPUTE);
        var forget = ForgetSet.ofNodes(poisoned.known()[0]);
        var request = UnlearningRequest.of(model, graph, forget, config(Architecture.GCN, 1), true);
        var all = Influenced.of(request, 100, COMPUTE);
        var few = Influenced.of(request, 10, COMPUTE);
        int wrong = graph.row(poisoned.known()[0]);

        assertThat(few.wrong()).containsExactly(wrong);
        assertThat(few.rows()).hasSize((int) Math.ceil(0.1 * all.rows().length));
        for (int row : all.rows()) {
            int before = graph.row(request.after().key(row));
            assertThat(twoHops(graph, wrong, before)).isTrue();
        }
        assertThat(leastChange(request, few.rows())).isGreaterThanOrEqualTo(leastChange(request, all.rows()));
    }

    private static boolean twoHops(Graph graph, int from, int to) {
        var adjacency = graph.adjacency();
        return adjacency.contains(from, to)
                || Arrays.stream(adjacency.idx(), adjacency.ptr()[to], adjacency.ptr()[to + 1])
                        .anyMatch(between -> adjacency.contains(from, between));
    }

    /** The smallest change of an answer among some nodes when the wrong node has no features. */
    private static double leastChange(UnlearningRequest request, int[] rows) {
        var graph = request.before();
        var silent = graph.without(ForgetSet.ofFeatures(request.forget().nodes()[0]));
        float[] plain = request.model().probabilities(graph, COMPUTE);
        float[] changed = request.model().probabilities(silent, COMPUTE);
        int classes = request.model().classes().size();
        double least = Double.POSITIVE_INFINITY;
        for (int row : rows) {
            int before = graph.row(request.after().key(row));
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.abs(plain[before * classes + c] - changed[before * classes + c]);
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatThrownBy(() -> new Cognac(0, 1, 1, 10)).hasMessage("`steps` must lie between 1 and 10000, not 0.");
        assertThatThrownBy(() -> new Cognac(1, 0, 1, 10)).hasMessage("`ascentRate` must lie in (0, 1000], not 0.0.");
        assertThatThrownBy(() -> new Cognac(1, 1, 0, 10)).hasMessage("`descentRate` must lie in (0, 1000], not 0.0.");
        assertThatThrownBy(() -> new Cognac(1, 1, 1, 101))
                .hasMessage("`affectedPercent` must lie in (0, 100], not 101.0.");
    }
}
