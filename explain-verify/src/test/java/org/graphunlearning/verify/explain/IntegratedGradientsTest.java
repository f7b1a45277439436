package org.graphunlearning.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the golden fixture, each other, and the change of the logit as {@link DenseOracle} sees it. */
class IntegratedGradientsTest {
    static Stream<Case> cases() {
        return Case.all();
    }

    private static Stream<Case> exact() {
        return Case.all().filter(one -> one.architecture() == Architecture.GCN && one.layers() == 2);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static IntegratedGradients steps(int steps) {
        return new IntegratedGradients(steps, steps, Baseline.ZERO, HubGuard.DEFAULT);
    }

    @Test
    void theClosedFormScoresTheNodesOfTheFixture() {
        var nodes = Fixture.explained(new ExactIntegratedGradients(), Fixture.before())
                .nodes();

        assertThat(nodes.signed())
                .containsExactly(
                        new double[] {-0.052179, 0.016506, 0.128166, -0.139699, 0.033542}, within(Fixture.TOLERANCE));
        assertThat(sum(nodes.signed())).isCloseTo(-0.013663, within(Fixture.TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({"20, -0.014030", "50, -0.013732", "200, -0.013549"})
    void theMidpointRuleSumsAsInTheFixture(int steps, double expected) {
        var nodes = Fixture.explained(steps(steps), Fixture.before()).nodes();

        assertThat(sum(nodes.signed())).isCloseTo(expected, within(Fixture.TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void theClosedFormEqualsManySteps(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var targets = Case.everyNode(graph, model);
        var closed = new ExactIntegratedGradients().explain(model, graph, targets, Case.COMPUTE);
        var summed = steps(4096).explain(model, graph, targets, Case.COMPUTE);

        for (int t = 0; t < targets.size(); t++) {
            assertThat(closed.get(t).nodes().signed())
                    .containsExactly(summed.get(t).nodes().signed(), within(1e-3));
            assertThat(closed.get(t).features().signed())
                    .containsExactly(summed.get(t).features().signed(), within(1e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void theClosedFormAddsUpToTheChangeOfTheLogit(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var closed = new ExactIntegratedGradients().explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE);
        for (var attribution : closed) {
            assertThat(sum(attribution.nodes().signed())).isCloseTo(change(model, graph, attribution), within(1e-6));
        }
    }

    /** How much the logit changes from features of zero. */
    private static double change(Gnn model, Graph graph, Attribution attribution) {
        var oracle = new DenseOracle(model, graph);
        var x = oracle.features();
        int row = graph.row(attribution.target());
        double whole = oracle.logits(x, oracle.ones())[row][attribution.classIndex()];
        var nothing = new double[x.length][x[0].length];
        return whole - oracle.logits(nothing, oracle.ones())[row][attribution.classIndex()];
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nodesAddUpToTheChangeOfTheLogitUpToTheErrorTold(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var all = new IntegratedGradients().integrate(model, graph, Case.everyNode(graph, model), Case.COMPUTE);
        for (var integrated : all) {
            var attribution = integrated.attribution();
            double change = change(model, graph, attribution);
            double error = Math.abs(sum(attribution.nodes().signed()) - change);

            assertThat(error).isCloseTo(integrated.nodeError(), within(1e-6));
            boolean off = integrated.nodeError() > Math.max(0.01 * Math.abs(change), 1e-4) + 1e-7;
            assertThat(off && !attribution.has(Caveat.INCOMPLETE)).isFalse();
            assertThat(integrated.nodeSteps()).isBetween(32, 256);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void edgesAddUpToWhatAllMessagesBring(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var oracle = new DenseOracle(model, graph);
        var silent = new double[graph.nodeCount()][graph.nodeCount()];
        var x = oracle.features();
        var all = new IntegratedGradients().integrate(model, graph, Case.everyNode(graph, model), Case.COMPUTE);
        for (var integrated : all) {
            var attribution = integrated.attribution();
            int row = graph.row(attribution.target());
            double change = oracle.logits(x, oracle.ones())[row][attribution.classIndex()]
                    - oracle.logits(x, silent)[row][attribution.classIndex()];

            assertThat(Math.abs(sum(attribution.edges().signed()) - change))
                    .isCloseTo(integrated.edgeError(), within(1e-6))
                    .isLessThan(
                            attribution.has(Caveat.INCOMPLETE) ? 1 : Math.max(0.01 * Math.abs(change), 1e-4) + 1e-6);
        }
    }

    @Test
    void fromTheMeanOfTrainingNodesScoresAddUpToTheChangeFromThere() {
        var one = new Case(Architecture.GCN, 2, 1, true);
        var graph = one.graph();
        var model = one.model(graph);
        var oracle = new DenseOracle(model, graph);
        var x = oracle.features();
        var mean = new double[x.length][x[0].length];
        for (var row : mean) {
            Arrays.setAll(
                    row, c -> Arrays.stream(x).mapToDouble(values -> values[c]).sum() / x.length);
        }
        var explainer = new IntegratedGradients(256, 256, Baseline.TRAINING_MEAN, HubGuard.DEFAULT);
        for (var attribution : explainer.explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE)) {
            int row = graph.row(attribution.target());
            double change = oracle.logits(x, oracle.ones())[row][attribution.classIndex()]
                    - oracle.logits(mean, oracle.ones())[row][attribution.classIndex()];

            assertThat(sum(attribution.nodes().signed())).isCloseTo(change, within(5e-3));
        }
        assertThat(Baseline.TRAINING_MEAN.sha256(model, graph)).hasSize(64);
        assertThat(Baseline.ZERO.sha256(model, graph)).isNull();
    }

    @Test
    void refusesAMeanOfSparseFeatures() {
        var one = new Case(Architecture.GCN, 2, 1, false);
        var graph = one.graph();
        var model = one.model(graph);
        var explainer = new IntegratedGradients(32, 256, Baseline.TRAINING_MEAN, HubGuard.DEFAULT);

        assertThatThrownBy(() -> explainer.explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dense features");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theClosedFormRefusesAllOthersAndNamesTheWayOut(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        if (one.architecture() != Architecture.GCN || one.layers() != 2) {
            assertThatThrownBy(() -> new ExactIntegratedGradients()
                            .explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use `integratedGradients`");
        }
    }

    @Test
    void refusesStepsOutOfRange() {
        assertThatThrownBy(() -> steps(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> steps(70_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
