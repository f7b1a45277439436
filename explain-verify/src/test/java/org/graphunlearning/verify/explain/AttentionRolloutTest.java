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
import org.junit.jupiter.params.provider.MethodSource;

/** Against the logits of one layer, and against closed forms where attention is uniform. */
class AttentionRolloutTest {
    static Stream<Case> cases() {
        return Case.all().filter(one -> one.architecture() == Architecture.GAT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sharesSumToOne(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        for (var reduce : AttentionRollout.Reduce.values()) {
            for (var residual : new boolean[] {false, true}) {
                var explainer = new AttentionRollout(reduce, residual, HubGuard.DEFAULT);
                for (var attribution : explainer.explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE)) {
                    assertThat(Arrays.stream(attribution.nodes().signed()).sum())
                            .isCloseTo(1, within(1e-12));
                    assertThat(Arrays.stream(attribution.nodes().signed())).allMatch(share -> share >= 0);
                }
            }
        }
    }

    @Test
    void theSharesOfOneLayerMixItsProductsIntoTheLogit() {
        var one = new Case(Architecture.GAT, 1, 1, false);
        var graph = one.graph();
        var model = one.model(graph);
        var x = new DenseOracle(model, graph).features();
        var weight = model.parameters().get(0);
        float[] logits = model.logits(graph, Case.COMPUTE);
        int classes = model.classes().size();
        for (var attribution :
                new AttentionRollout().explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE)) {
            int c = attribution.classIndex();
            double expected = model.parameters().get(3).host()[c];
            for (int k = 0; k < attribution.nodes().keys().length; k++) {
                int row = graph.row(attribution.nodes().keys()[k]);
                for (int f = 0; f < x[row].length; f++) {
                    expected += attribution.nodes().signed()[k] * x[row][f] * weight.host()[f * classes + c];
                }
            }
            assertThat((double) logits[graph.row(attribution.target()) * classes + c])
                    .isCloseTo(expected, within(1e-5));
        }
    }

    private static Gnn indifferent(Case one, Graph graph) {
        var model = one.model(graph);
        for (var parameter : model.parameters()) {
            if (parameter.name().contains("attention")) {
                parameter.assign(new float[parameter.length()]);
            }
        }
        return model;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void uniformAttentionWalksTheGraphAtRandom(Case one) {
        var graph = one.graph();
        var model = indifferent(one, graph);
        for (var residual : new boolean[] {false, true}) {
            var explainer = new AttentionRollout(AttentionRollout.Reduce.MEAN, residual, HubGuard.DEFAULT);
            for (var attribution : explainer.explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE)) {
                var mass = new double[graph.nodeCount()];
                mass[graph.row(attribution.target())] = 1;
                double flow = 0;
                for (int l = 0; l < one.layers(); l++) {
                    var next = walked(graph, mass, residual);
                    flow += overEdges(graph, mass, residual);
                    mass = next;
                }
                var nodes = attribution.nodes();
                for (int k = 0; k < nodes.keys().length; k++) {
                    assertThat(nodes.signed()[k]).isCloseTo(mass[graph.row(nodes.keys()[k])], within(1e-12));
                }
                assertThat(Arrays.stream(attribution.edges().signed()).sum()).isCloseTo(flow, within(1e-12));
            }
        }
    }

    private static double[] walked(Graph graph, double[] mass, boolean residual) {
        var out = new double[mass.length];
        for (int i = 0; i < mass.length; i++) {
            double part = (residual ? 0.5 : 1) * mass[i] / (graph.adjacency().degree(i) + 1);
            out[i] += part + (residual ? 0.5 * mass[i] : 0);
            for (int j = 0; j < mass.length; j++) {
                out[j] += graph.adjacency().contains(j, i) ? part : 0;
            }
        }
        return out;
    }

    private static double overEdges(Graph graph, double[] mass, boolean residual) {
        double out = 0;
        for (int i = 0; i < mass.length; i++) {
            int degree = graph.adjacency().degree(i);
            out += (residual ? 0.5 : 1) * mass[i] * degree / (degree + 1);
        }
        return out;
    }

    @Test
    void theMaximumGivesAnEdgeItsLargestAttention() {
        var one = new Case(Architecture.GAT, 2, 3, true);
        var graph = one.graph();
        var model = indifferent(one, graph);
        var explainer = new AttentionRollout(AttentionRollout.Reduce.MAX, false, HubGuard.DEFAULT);
        for (var attribution : explainer.explain(model, graph, Case.everyNode(graph, model), Case.COMPUTE)) {
            var edges = attribution.edges();
            for (int e = 0; e < edges.signed().length; e++) {
                int degree = graph.adjacency().degree(graph.row(edges.targets()[e]));
                assertThat(edges.signed()[e]).isCloseTo(1.0 / (degree + 1), within(1e-12));
            }
        }
    }

    @Test
    void refusesANetworkWithoutAttention() {
        assertThatThrownBy(() ->
                        new AttentionRollout().explain(Fixture.before(), Fixture.graph(), Fixture.TARGET, Case.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`attentionRollout` explains a GAT only, not GCN; use `gradientTimesInput`.");
    }
}
