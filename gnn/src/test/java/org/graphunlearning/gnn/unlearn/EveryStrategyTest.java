package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every strategy on every model it fits; random graphs, several seeds, all kinds of requests. */
class EveryStrategyTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final int REQUESTS = 500;

    /** A strategy, and a way to train a model that it fits. */
    record Pair(Strategy strategy, TrainingConfig training) {
        @Override
        public String toString() {
            return strategy.name() + " on " + training.model().architecture() + "/"
                    + training.head().kind();
        }
    }

    static List<TrainingConfig> trainings() {
        var out = new ArrayList<TrainingConfig>();
        for (var architecture : Architecture.values()) {
            var usual = TrainingConfig.defaults(architecture);
            out.add(usual.withModel(usual.model().withHiddenChannels(6).withHeads(2))
                    .withEpochs(12)
                    .withCheckpoints(3));
        }
        var linear = TrainingConfig.defaults(Architecture.SGC).withWeightDecay(1e-2);
        out.add(linear.withHead(new HeadConfig(HeadConfig.Kind.RIDGE, 0, 0)));
        out.add(linear.withHead(new HeadConfig(HeadConfig.Kind.LOGISTIC, 0, 0.1)));
        return out;
    }

    static Stream<Pair> pairs() {
        var out = new ArrayList<Pair>();
        for (var name : Strategies.names()) {
            for (var training : trainings()) {
                var strategy = Strategies.named(name);
                if (fits(strategy, training)) {
                    out.add(new Pair(strategy, training));
                }
            }
        }
        return out.stream();
    }

    private static boolean fits(Strategy strategy, TrainingConfig training) {
        try {
            strategy.requireFits(training);
            return true;
        } catch (IllegalArgumentException misfit) {
            return false;
        }
    }

    private static final Map<String, Gnn> TRAINED = new HashMap<>();

    private static Graph graph(long seed) {
        return RandomGraphs.draw(
                new RandomGraphs.Shape(30 + (int) (seed % 20), 60, 9, seed % 2 == 0, seed % 5 == 4), seed);
    }

    private static UnlearningRequest request(TrainingConfig training, ForgetSet forget, long seed) {
        var graph = graph(seed);
        var model = TRAINED.computeIfAbsent(training + " " + seed, key -> Trainer.fit(graph, training, COMPUTE));
        return UnlearningRequest.of(model, graph, forget, training, true);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anEmptyRequestChangesNoBit(Pair pair) {
        var request = request(pair.training(), ForgetSet.nothing(), 1);

        var result = pair.strategy().unlearn(request, COMPUTE);

        assertThat(result.model().sha256()).isEqualTo(request.model().sha256());
        assertThat(result.affectedNodes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theSameRequestGivesTheSameBitsAtAnyNumberOfThreads(Pair pair) {
        var request = request(pair.training(), Kind.MIXED.draw(graph(2), 5), 2);
        var once = pair.strategy().unlearn(request, COMPUTE);
        for (int threads : new int[] {1, 3}) {
            try (var compute = Compute.withThreads(threads)) {
                var again = pair.strategy().unlearn(request, compute);

                assertThat(again.model().sha256()).isEqualTo(once.model().sha256());
                assertThat(again.guarantee()).isEqualTo(once.guarantee());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theModelOfTheRequestStaysAsItIs(Pair pair) {
        var request = request(pair.training(), Kind.NODES.draw(graph(3), 6), 3);
        var before = request.model().sha256();

        pair.strategy().unlearn(request, COMPUTE);

        assertThat(request.model().sha256()).isEqualTo(before);
    }

    /** The remaining data is all that a second, identical request could look at, and there is nothing left to forget. */
    @ParameterizedTest
    @MethodSource("pairs")
    void forgettingNothingAfterwardsChangesNothing(Pair pair) {
        var request = request(pair.training(), Kind.NODE.draw(graph(6), 7), 6);
        var first = pair.strategy().unlearn(request, COMPUTE);
        boolean exact = first.guarantee() == Guarantee.EXACT;
        var nothing =
                UnlearningRequest.of(first.model(), request.after(), ForgetSet.nothing(), request.training(), exact);

        var second = pair.strategy() instanceof Retrain && !exact
                ? first
                : pair.strategy().unlearn(nothing, COMPUTE);

        assertThat(second.model().sha256()).isEqualTo(first.model().sha256());
    }

    @Test
    void noRequestEverGivesAModelThatIsNotFiniteOrWorseOnWhatRemains() {
        var pairs = pairs().toList();
        var ended = new HashMap<String, Integer>();
        for (int i = 0; i < REQUESTS; i++) {
            var pair = pairs.get(i % pairs.size());
            long seed = i % 13;
            var kind = Kind.values()[i / pairs.size() % Kind.values().length];
            var request = request(pair.training(), kind.draw(graph(seed), i), seed);

            var result = pair.strategy().unlearn(request, COMPUTE);

            assertThat(result.model().isFinite()).as("%s, request %d", pair, i).isTrue();
            assertThat(result.model().logits(request.after(), COMPUTE)).doesNotContain(Float.NaN);
            // A logistic head has a loss of its own, on which its strategies look.
            if (result.guarantee() == Guarantee.APPROXIMATE
                    && pair.training().head().trainsByEpochs()) {
                assertThat(Scores.trainingLoss(result.model(), request.after(), COMPUTE))
                        .as("%s, request %d", pair, i)
                        .isLessThanOrEqualTo(Scores.trainingLoss(request.model(), request.after(), COMPUTE));
            }
            ended.merge(pair.strategy().name() + " -> " + result.strategy(), 1, Integer::sum);
        }
        // Falling back is honest, but a strategy that always falls back would be none.
        for (var name : Strategies.names()) {
            if (!name.equals(Auto.NAME)) {
                assertThat(ended).as("requests that ended as asked").containsKey(name + " -> " + name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void itSaysWhatItDid(Pair pair) {
        var request = request(pair.training(), Kind.NODE.draw(graph(8), 9), 8);

        var result = pair.strategy().unlearn(request, COMPUTE);

        var effect = result.effect();
        assertThat(effect.seconds().total()).isPositive();
        assertThat(effect.parameterShift()).isNotNegative();
        boolean moved = !java.util.Arrays.equals(
                result.model().sha256(), request.model().sha256());
        if (!moved) {
            assertThat(effect.parameterShift()).isZero();
        }
        if (result.guarantee() == Guarantee.APPROXIMATE) {
            assertThat(effect.lossAfter()).isLessThanOrEqualTo(effect.lossBefore());
            assertThat(result.warnings()).isNotEmpty();
        }
    }

    @Test
    void aMisfitIsOneSentenceThatNamesWhatWouldWork() {
        int misfits = 0;
        for (var name : Strategies.names()) {
            for (var training : trainings()) {
                var strategy = Strategies.named(name);
                if (!fits(strategy, training)) {
                    misfits++;
                    assertThatThrownBy(() -> strategy.requireFits(training))
                            .hasMessageContaining("`" + name + "`")
                            .hasMessageContaining("use ")
                            .hasMessageEndingWith(".");
                }
            }
        }
        assertThat(misfits).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theExpectedTimeIsANumber(Pair pair) {
        var workload = request(pair.training(), Kind.NODE.draw(graph(1), 2), 1)
                .calibrated(new Calibration(2, 10))
                .workload();

        assertThat(pair.strategy().predictedMillis(workload)).isFinite().isNotNegative();
    }
}
