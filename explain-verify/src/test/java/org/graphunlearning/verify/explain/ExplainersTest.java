package org.graphunlearning.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainersTest {
    static Stream<Case> cases() {
        return Case.all();
    }

    @Test
    void knowsEachByItsName() {
        assertThat(Explainers.names())
                .containsExactly(
                        "gradientTimesInput",
                        "gradient",
                        "exactIntegratedGradients",
                        "integratedGradients",
                        "occlusion",
                        "gnnExplainer",
                        "attentionRollout");
        for (var name : Explainers.names()) {
            assertThat(Explainers.named(name).name()).isEqualTo(name);
        }
        assertThat(Explainers.DEFAULT.name()).isEqualTo("gradientTimesInput");
    }

    @Test
    void namesTheKnownOnesForAnUnknown() {
        assertThatThrownBy(() -> Explainers.named("shap"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Explainer `shap` does not exist; known are `gradientTimesInput`, `gradient`,"
                        + " `exactIntegratedGradients`, `integratedGradients`, `occlusion`, `gnnExplainer`,"
                        + " `attentionRollout`.");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void targetsTakeTheClassWithTheLargestLogit(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        try (var compute = Compute.withThreads(1)) {
            float[] logits = model.logits(graph, compute);
            var targets = Targets.predictedBy(model, graph, graph.keys(), compute);
            for (int row = 0; row < graph.nodeCount(); row++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(logits[3 * row + c]).isLessThanOrEqualTo(logits[3 * row + targets.classes()[row]]);
                }
            }
        }
    }

    @Test
    void refusesAModelThatIsNotFinite() {
        var model = Fixture.before();
        model.parameters().get(0).host()[0] = Float.NaN;
        try (var compute = Compute.withThreads(1)) {
            assertThatThrownBy(() -> Explainers.DEFAULT.explain(model, Fixture.graph(), Fixture.TARGET, compute))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The model has parameters that are not finite; train it again.");
        }
    }

    @Test
    void stopsWhenAskedTo() {
        var stop = new IllegalStateException("stop");
        try (var threads = Compute.withThreads(2)) {
            var compute = threads.checkingFor(() -> {
                throw stop;
            });
            assertThatThrownBy(() ->
                            Explainers.DEFAULT.explain(Fixture.before(), Fixture.graph(), Fixture.TARGET, compute))
                    .isSameAs(stop);
        }
    }

    @Test
    void caveatsStandInOrderEachOnce() {
        var given = List.of(Caveat.UNSTABLE, Caveat.SAMPLED, Caveat.UNSTABLE);
        var attribution = new Attribution(
                1, 0, 0.5, Attribution.Nodes.NONE, Attribution.Edges.NONE, Attribution.Features.NONE, given);

        assertThat(attribution.caveats()).containsExactly(Caveat.SAMPLED, Caveat.UNSTABLE);
        assertThat(attribution.has(Caveat.INCOMPLETE)).isFalse();
    }

    @Test
    void targetsMustBeInTheGraph() {
        try (var compute = Compute.withThreads(1)) {
            assertThatThrownBy(
                            () -> Targets.predictedBy(Fixture.before(), Fixture.graph(), new long[] {1, 1338}, compute))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No node of the graph has the key 1");
        }
    }
}
