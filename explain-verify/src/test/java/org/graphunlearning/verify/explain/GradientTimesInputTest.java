package org.graphunlearning.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the golden fixture and against central differences of {@link DenseOracle}. */
class GradientTimesInputTest {
    private static final double DIFFERENCES = 2e-7;

    static Stream<Case> cases() {
        return Case.all();
    }

    private static Attribution golden(Gnn model) {
        return Fixture.explained(new GradientTimesInput(), model);
    }

    @Test
    void scoresTheNodesOfTheFixture() {
        var nodes = golden(Fixture.before()).nodes();

        assertThat(nodes.keys()).containsExactly(1337, 1338, 1339, 1340, 1341);
        assertThat(nodes.magnitude())
                .containsExactly(new double[] {0.339411, 0, 0.125093, 0.158333, 0.037528}, within(Fixture.TOLERANCE));
        assertThat(nodes.signed())
                .containsExactly(new double[] {-0.063640, 0, 0.125093, -0.158333, 0.037528}, within(Fixture.TOLERANCE));
    }

    @Test
    void scoresTheNodesOfTheOtherModelOfTheFixture() {
        assertThat(golden(Fixture.after()).nodes().magnitude())
                .containsExactly(new double[] {0.296985, 0, 0.086603, 0.158333, 0.025981}, within(Fixture.TOLERANCE));
    }

    @Test
    void scoresTheEdgesOfTheFixture() {
        var edges = golden(Fixture.before()).edges();

        assertThat(edges.sources()).containsExactly(1337, 1338, 1338, 1339, 1340);
        assertThat(edges.targets()).containsExactly(1338, 1339, 1340, 1340, 1341);
        assertThat(edges.signed())
                .containsExactly(
                        new double[] {-0.021213, 0.058872, 0.010056, -0.025806, 0.037528}, within(Fixture.TOLERANCE));
    }

    @Test
    void keepsTheClassWhereThePredictionFlips() {
        assertThat(golden(Fixture.before()).logit()).isCloseTo(0.127715, within(Fixture.TOLERANCE));
        assertThat(golden(Fixture.after()).logit()).isCloseTo(0.035251, within(Fixture.TOLERANCE));
        assertThat(Targets.predictedBy(Fixture.before(), Fixture.graph(), new long[] {1338}, Case.COMPUTE)
                        .classes())
                .containsExactly(0);
        assertThat(Targets.predictedBy(Fixture.after(), Fixture.graph(), new long[] {1338}, Case.COMPUTE)
                        .classes())
                .containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void explainsTheLogitOfTheModel(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        float[] logits = model.logits(graph, Case.COMPUTE);
        var targets = Case.everyNode(graph, model);
        var attributions = new GradientTimesInput().explain(model, graph, targets, Case.COMPUTE);

        for (int row = 0; row < graph.nodeCount(); row++) {
            int at = row * model.classes().size() + targets.classes()[row];
            assertThat(attributions.get(row).logit()).isCloseTo(logits[at], within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void featureScoresEqualValuesTimesFiniteDifferences(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var oracle = new DenseOracle(model, graph);
        var x = oracle.features();
        for (var attribution : someTargets(new GradientTimesInput(), model, graph)) {
            var expected = oracle.gradient(graph.row(attribution.target()), attribution.classIndex());
            var actual = new double[graph.nodeCount()][x[0].length];
            var features = attribution.features();
            for (int k = 0; k < features.signed().length; k++) {
                actual[graph.row(features.nodes()[k])][features.columns()[k]] = features.signed()[k];
            }
            for (int row = 0; row < x.length; row++) {
                for (int f = 0; f < x[row].length; f++) {
                    assertThat(actual[row][f]).isCloseTo(x[row][f] * expected[row][f], within(DIFFERENCES));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void edgeScoresEqualFiniteDifferences(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var oracle = new DenseOracle(model, graph);
        for (var attribution : someTargets(new GradientTimesInput(), model, graph)) {
            var edges = attribution.edges();
            for (int i = 0; i < graph.nodeCount(); i++) {
                for (int j = 0; j < graph.nodeCount(); j++) {
                    boolean named = graph.adjacency().contains(i, j) && (one.odd() || i < j);
                    if (named) {
                        double expected = oracle.edgeDerivative(
                                graph.row(attribution.target()), attribution.classIndex(), new int[] {i, j});
                        assertThat(score(edges, graph.key(i), graph.key(j))).isCloseTo(expected, within(DIFFERENCES));
                    }
                }
            }
        }
    }

    /** Score of an edge, zero where it is not listed. */
    private static double score(Attribution.Edges edges, long source, long target) {
        double out = 0;
        for (int e = 0; e < edges.signed().length; e++) {
            out += edges.sources()[e] == source && edges.targets()[e] == target ? edges.signed()[e] : 0;
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientNormsEqualFiniteDifferences(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var oracle = new DenseOracle(model, graph);
        for (var attribution : someTargets(new Gradient(), model, graph)) {
            var expected = oracle.gradient(graph.row(attribution.target()), attribution.classIndex());
            var actual = new double[graph.nodeCount()];
            for (int k = 0; k < attribution.nodes().keys().length; k++) {
                actual[graph.row(attribution.nodes().keys()[k])] =
                        attribution.nodes().magnitude()[k];
            }
            for (int row = 0; row < actual.length; row++) {
                double norm = Arrays.stream(expected[row]).map(Math::abs).sum();
                // Without features, what a GAT node sends itself sits on the kink of LeakyReLU.
                if (row != 2 || one.architecture() != Architecture.GAT) {
                    assertThat(actual[row]).isCloseTo(norm, within(20 * DIFFERENCES));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nodesAreTheSumsOfTheirFeatures(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        for (var attribution : someTargets(new GradientTimesInput(), model, graph)) {
            var signed = new double[graph.nodeCount()];
            var features = attribution.features();
            for (int k = 0; k < features.signed().length; k++) {
                signed[graph.row(features.nodes()[k])] += features.signed()[k];
            }
            var nodes = attribution.nodes();
            for (int k = 0; k < nodes.keys().length; k++) {
                int row = graph.row(nodes.keys()[k]);
                if (row != 2) { // which has no features
                    assertThat(nodes.signed()[k]).isCloseTo(signed[row], within(1e-12));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoresARowWithoutFeaturesByItsGradient(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var gradient = new Gradient()
                .explain(model, graph, only(graph, 2), Case.COMPUTE)
                .get(0);
        var attribution = new GradientTimesInput()
                .explain(model, graph, only(graph, 2), Case.COMPUTE)
                .get(0);
        int at = Arrays.binarySearch(attribution.nodes().keys(), graph.key(2));
        double mass = averageMass(
                new DenseOracle(model, graph), graph, attribution.nodes().keys());

        assertThat(attribution.caveats()).containsExactly(Caveat.GRADIENT_ONLY_ROWS);
        assertThat(attribution.nodes().magnitude()[at])
                .isCloseTo(gradient.nodes().magnitude()[at] * mass / model.inputChannels(), within(1e-12));
        assertThat(attribution.features().nodes()).doesNotContain(graph.key(2));
    }

    private static double averageMass(DenseOracle oracle, Graph graph, long[] keys) {
        double sum = Arrays.stream(keys)
                .mapToObj(key -> oracle.features()[graph.row(key)])
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .sum();
        return keys.length == 1 ? 1 : sum / (keys.length - 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aNodeWithoutEdgesRestsOnItselfAlone(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var attribution = new GradientTimesInput()
                .explain(model, graph, only(graph, 0), Case.COMPUTE)
                .get(0);

        assertThat(attribution.nodes().keys()).containsExactly(graph.key(0));
        assertThat(attribution.edges().signed()).isEmpty();
        assertThat(attribution.caveats()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoresOutsideTheReachChangeWithNothingInside(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var targets = Case.everyNode(graph, model);
        for (var attribution : new GradientTimesInput().explain(model, graph, targets, Case.COMPUTE)) {
            var oracle = new DenseOracle(model, graph);
            int row = graph.row(attribution.target());
            var x = oracle.features();
            double before = oracle.logits(x, oracle.ones())[row][attribution.classIndex()];
            for (int i = 0; i < x.length; i++) {
                if (Arrays.binarySearch(attribution.nodes().keys(), graph.key(i)) < 0) {
                    Arrays.fill(x[i], 9);
                }
            }
            assertThat(oracle.logits(x, oracle.ones())[row][attribution.classIndex()])
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfInputsAndTheNumberOfThreadsChangeNoBit(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var targets = Case.everyNode(graph, model);
        var expected = new GradientTimesInput().explain(model, graph, targets, Case.COMPUTE);

        try (var alone = Compute.withThreads(1)) {
            var actual = new GradientTimesInput().explain(model, shuffled(graph), targets, alone);
            assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    /** The same graph from its edges in reverse order. */
    private static Graph shuffled(Graph graph) {
        var adjacency = graph.adjacency();
        int edges = adjacency.idx().length;
        var sources = new int[edges];
        var targets = new int[edges];
        for (int row = 0, at = edges; row < graph.nodeCount(); row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                sources[--at] = adjacency.idx()[k];
                targets[at] = row;
            }
        }
        var same = Adjacency.of(graph.nodeCount(), sources, targets, edges, adjacency.directed());
        return Graph.of(graph.keys(), same, graph.features(), graph.labels(), graph.split());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void deletingFarAwayChangesNoBit(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        for (var attribution : someTargets(new GradientTimesInput(), model, graph)) {
            // Row 0 has no edge, so that it is far from every other.
            if (attribution.target() != graph.key(0)) {
                var smaller = graph.without(ForgetSet.ofNodes(graph.key(0)));
                var target = new Targets(new long[] {attribution.target()}, new int[] {attribution.classIndex()});
                assertThat(new GradientTimesInput().explain(model, smaller, target, Case.COMPUTE))
                        .usingRecursiveComparison()
                        .isEqualTo(List.of(attribution));
            }
        }
    }

    @Test
    void refusesATargetThatIsNotInTheGraph() {
        var stranger = new Targets(new long[] {5}, new int[] {0});

        assertThatThrownBy(() ->
                        new GradientTimesInput().explain(Fixture.before(), Fixture.graph(), stranger, Case.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No node of the graph has the key 5; only nodes of the graph can be explained.");
    }

    @Test
    void refusesAClassThatDoesNotExist() {
        var unknown = new Targets(new long[] {1338}, new int[] {2});

        assertThatThrownBy(() ->
                        new GradientTimesInput().explain(Fixture.before(), Fixture.graph(), unknown, Case.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Class 2 does not exist; the model has 2 classes, counted from 0.");
    }

    @Test
    void refusesAGraphOfAnotherWidth() {
        var other = new Case(Architecture.GCN, 2, 1, false).graph();

        assertThatThrownBy(() -> new GradientTimesInput()
                        .explain(
                                Fixture.before(),
                                other,
                                new Targets(new long[] {other.key(0)}, new int[] {0}),
                                Case.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The model reads 3 feature columns, but the graph has 12");
    }

    private static Targets only(Graph graph, int row) {
        return new Targets(new long[] {graph.key(row)}, new int[] {1});
    }

    private static List<Attribution> someTargets(Explainer explainer, Gnn model, Graph graph) {
        var keys = new long[] {graph.key(0), graph.key(3), graph.key(7), graph.key(12)};
        return explainer.explain(model, graph, new Targets(keys, new int[] {0, 1, 2, 0}), Case.COMPUTE);
    }
}
