package org.graphunlearning.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against {@link DenseOracle} on the whole graph without the element, and the golden fixture. */
class OcclusionTest {
    /** Edge weights are floats. */
    private static final double TOLERANCE = 2e-6;

    static Stream<Case> cases() {
        return Case.all();
    }

    private static double logit(Gnn model, Graph graph, Attribution explained) {
        var oracle = new DenseOracle(model, graph);
        return oracle.logits(oracle.features(), oracle.ones())[graph.row(explained.target())][explained.classIndex()];
    }

    private static double drop(Gnn model, Graph graph, Attribution explained, ForgetSet forgotten) {
        return logit(model, graph, explained) - logit(model, graph.without(forgotten), explained);
    }

    @Test
    void dropsAsTheFixtureSays() {
        var attribution = Fixture.explained(new Occlusion(), Fixture.before());

        assertThat(attribution.nodes().keys()).containsExactly(1337, 1339, 1340, 1341);
        assertThat(attribution.nodes().signed()[0]).isCloseTo(0.127715 - 0.165753, within(1.2e-6));
        assertThat(attribution.nodes().signed()[1]).isCloseTo(0.121710, within(1.2e-6));
        assertThat(attribution.nodes().signed()[2]).isCloseTo(0.127715 - 0.283238, within(1.2e-6));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nodesScoreWhatTheirDeletionCosts(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        for (var attribution : explained(model, graph)) {
            var nodes = attribution.nodes();
            assertThat(nodes.keys()).doesNotContain(attribution.target());
            for (int k = 0; k < nodes.keys().length; k++) {
                double expected = drop(model, graph, attribution, ForgetSet.ofNodes(nodes.keys()[k]));
                assertThat(nodes.signed()[k]).isCloseTo(expected, within(TOLERANCE));
                assertThat(nodes.magnitude()[k]).isEqualTo(Math.abs(nodes.signed()[k]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void edgesScoreWhatTheirDeletionCosts(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        for (var attribution : explained(model, graph)) {
            var edges = attribution.edges();
            for (int e = 0; e < edges.signed().length; e++) {
                var gone = ForgetSet.ofEdge(edges.sources()[e], edges.targets()[e]);
                assertThat(edges.signed()[e]).isCloseTo(drop(model, graph, attribution, gone), within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void featuresScoreWhatTheirDeletionCosts(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        for (var attribution : explained(model, graph)) {
            var features = attribution.features();
            assertThat(features.signed()).isNotEmpty();
            for (int k = 0; k < features.signed().length; k++) {
                var gone = ForgetSet.ofFeatures(features.nodes()[k], features.columns()[k]);
                assertThat(features.signed()[k]).isCloseTo(drop(model, graph, attribution, gone), within(TOLERANCE));
            }
        }
    }

    private static List<Attribution> explained(Gnn model, Graph graph) {
        var keys = new long[] {graph.key(0), graph.key(5)};
        return new Occlusion().explain(model, graph, new Targets(keys, new int[] {1, 2}), Case.COMPUTE);
    }

    @Test
    void refusesABallWithTooManyElements() {
        assertThatThrownBy(() -> new Occlusion(true, 10)
                        .explain(Fixture.before(), Fixture.graph(), Fixture.TARGET, Case.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("More than 10 elements")
                .hasMessageContaining("`gradientTimesInput`");
        assertThat(Fixture.explained(new Occlusion(false, 10), Fixture.before())
                        .features()
                        .signed())
                .isEmpty();
    }
}
