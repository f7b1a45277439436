package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: {@link Trainer#fit} on the remaining graph, bit for bit. */
class LinearTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static Graph graph(long seed) {
        return TestGraphs.of(
                CitationLike.generate(CitationLike.Settings.likeCora(seed).withNodes(600)));
    }

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture, HeadConfig.Kind.RIDGE)
                .withHead(new HeadConfig(HeadConfig.Kind.RIDGE, 48, 0));
    }

    private static UnlearningResult run(Gnn model, Graph graph, ForgetSet forget, TrainingConfig config) {
        return new Linear().unlearn(UnlearningRequest.of(model, graph, forget, config, true), COMPUTE);
    }

    static Stream<Arguments> requests() {
        var out = new ArrayList<Arguments>();
        for (var architecture : List.of(Architecture.SGC, Architecture.SIGN)) {
            for (long seed = 0; seed < 3; seed++) {
                var graph = graph(seed);
                long key = graph.key(graph.trainingRows()[11]);
                int[] ptr = graph.adjacency().ptr();
                int row = graph.row(key);
                while (ptr[row + 1] == ptr[row]) {
                    row++;
                }
                long other = graph.key(graph.adjacency().idx()[ptr[row]]);
                for (var forget : List.of(
                        ForgetSet.ofNodes(key),
                        ForgetSet.ofEdge(other, graph.key(row)),
                        ForgetSet.ofFeatures(key),
                        ForgetSet.ofLabels(key),
                        ForgetSet.ofNodes(Arrays.copyOf(graph.keys(), 30)).and(ForgetSet.ofLabels(graph.key(99))))) {
                    out.add(Arguments.of(architecture, graph, forget));
                }
            }
        }
        return out.stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theResultIsTheModelOfTheRemainingGraph(Architecture architecture, Graph graph, ForgetSet forget) {
        var config = config(architecture);
        var model = Trainer.fit(graph, config, COMPUTE);
        var hash = model.sha256();

        var result = run(model, graph, forget, config);

        var expected = Trainer.fit(graph.without(forget), config, COMPUTE);
        assertThat(ModelCodec.encode(result.model())).isEqualTo(ModelCodec.encode(expected));
        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
        assertThat(result.strategy()).isEqualTo("linear");
        assertThat(result.warnings()).isEmpty();
        assertThat(result.effect().parameterShift()).isPositive();
        assertThat(model.sha256()).isEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SGC", "SIGN"})
    void anEmptyRequestReturnsTheModelItself(Architecture architecture) {
        var config = config(architecture);
        var model = Trainer.fit(graph(1), config, COMPUTE);

        var result = run(model, graph(1), ForgetSet.nothing(), config);

        assertThat(result.model()).isSameAs(model);
        assertThat(result.effect().parameterShift()).isZero();
    }

    @Test
    void anyNumberOfThreadsForgetsWithTheSameBits() {
        var config = config(Architecture.SGC);
        var graph = graph(2);
        var model = Trainer.fit(graph, config, COMPUTE);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[5]));
        var expected = run(model, graph, forget, config).model().sha256();

        for (int threads : new int[] {1, 3}) {
            try (var compute = Compute.withThreads(threads)) {
                var request = UnlearningRequest.of(model, graph, forget, config, true);
                assertThat(new Linear().unlearn(request, compute).model().sha256())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aModelWithoutItsSumsIsFittedAgainAndSaysSo() {
        var config = config(Architecture.SGC);
        var graph = graph(1);
        var bare = Trainer.fit(graph, config, COMPUTE).with(Sidecar.empty());
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[5]));

        var result = run(bare, graph, forget, config);

        assertThat(result.warnings()).singleElement().asString().contains("it was fitted again");
        assertThat(result.model().sha256())
                .isEqualTo(Trainer.fit(graph.without(forget), config, COMPUTE).sha256());
    }

    /** Its sums may be of a graph that never was. */
    @Test
    void aModelOfAnotherGraphIsFittedAgainAndSaysSo() {
        var config = config(Architecture.SGC);
        var graph = graph(1);
        var model = Trainer.fit(graph, config, COMPUTE);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[5]));

        var result = new Linear().unlearn(UnlearningRequest.of(model, graph, forget, config, false), COMPUTE);

        assertThat(result.warnings()).hasSize(1);
        assertThat(result.model().sha256())
                .isEqualTo(Trainer.fit(graph.without(forget), config, COMPUTE).sha256());
    }

    @Test
    void aVanishedClassLeavesTheModelOfTheOthers() {
        var config = config(Architecture.SIGN);
        var graph = graph(1);
        var model = Trainer.fit(graph, config, COMPUTE);
        var forget = ForgetSet.ofNodes(Arrays.stream(graph.trainingRows())
                .filter(row -> graph.targets()[row] == 2)
                .mapToLong(graph::key)
                .toArray());

        var result = run(model, graph, forget, config);

        assertThat(result.model().classes()).isEqualTo(graph.without(forget).classes());
        assertThat(result.model().sha256())
                .isEqualTo(Trainer.fit(graph.without(forget), config, COMPUTE).sha256());
    }

    @Test
    void aHeadTrainedByEpochsIsRefused() {
        var training = TrainingConfig.defaults(Architecture.SGC);

        assertThatThrownBy(() -> new Linear().requireFits(training))
                .hasMessage("Strategy `linear` needs a model with the head `ridge` or `logistic`, and this one has"
                        + " `softmax`; use `retrain`, `gif` or `finetune`.");
    }

    @Test
    void theCostGrowsWithWhatIsReachedUpToAFit() {
        var config = config(Architecture.SGC);
        var calibration = new Calibration(1000, 0);
        double last = 0;
        for (int reached = 1; reached <= 400; reached += 30) {
            double millis = new Linear().predictedMillis(new Workload(config, 400, reached, true, calibration));
            assertThat(millis).isBetween(last, 1000.0);
            last = millis;
        }
        assertThat(last).isEqualTo(1000);
        assertThat(new Linear().predictedMillis(new Workload(config, 400, 0, false, calibration)))
                .isZero();
    }
}
