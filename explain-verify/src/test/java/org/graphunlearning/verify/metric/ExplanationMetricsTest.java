package org.graphunlearning.verify.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.verify.explain.Attribution;
import org.junit.jupiter.api.Test;

class ExplanationMetricsTest {
    private static final DeletedItems NODE_2 = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(2)), Fixture.graph());
    private static final Attribution PRE = Fixture.attribution(Fixture.PRE);
    private static final Attribution POST = Fixture.attribution(Fixture.POST);
    private static final Attribution DEAD = Fixture.attribution(0, 0, 0, 0, 0, 0);

    private static Explained explained(Attribution before, Attribution after, Attribution reference) {
        return new Explained(List.of(before), List.of(after), reference == null ? null : List.of(reference), null);
    }

    @Test
    void anUntouchedModelMovesNothingAndForgetsNothing() {
        var metrics = ExplanationMetrics.of(explained(PRE, PRE, POST), ItemKind.NODE, NODE_2);
        assertThat(metrics.shift().change()).isZero();
        assertThat(metrics.shift().retained()).isZero();
        assertThat(metrics.deviation().change()).isZero();
        assertThat(metrics.residual().excess()).isEqualTo(1.0);
        assertThat(metrics.shift().toReference()).isCloseTo(0.054435, within(5e-7));
        assertThat(metrics.shift().ofReference()).isEqualTo(metrics.shift().toReference());
        assertThat(metrics.deviation().ofReference()).isCloseTo(0.072848, within(5e-7));
    }

    @Test
    void aRetrainedModelIsAtItsOwnReference() {
        var metrics = ExplanationMetrics.of(explained(PRE, POST, POST), ItemKind.NODE, NODE_2);
        assertThat(metrics.residual().excess()).isZero();
        assertThat(metrics.shift().toReference()).isZero();
        assertThat(metrics.deviation().toReference()).isZero();
        assertThat(metrics.deviation().change()).isCloseTo(0.072848, within(5e-7));
        assertThat(metrics.skippedTargets()).isZero();
        assertThat(metrics.shift().ofReference()).isEqualTo(metrics.shift().change());
        assertThat(metrics.shift().retainedOfReference())
                .isEqualTo(metrics.shift().retained());
        assertThat(metrics.deviation().ofReference())
                .isEqualTo(metrics.deviation().change());
    }

    @Test
    void withoutAReferenceItsColumnsAreMissing() {
        var metrics = ExplanationMetrics.of(explained(PRE, POST, null), ItemKind.NODE, NODE_2);
        assertThat(metrics.residual().reference()).isNull();
        assertThat(metrics.residual().excess()).isNull();
        assertThat(metrics.residual().production()).isNull();
        assertThat(metrics.shift().toReference()).isNull();
        assertThat(metrics.deviation().toReference()).isNull();
        assertThat(metrics.shift().ofReference()).isNull();
        assertThat(metrics.shift().retainedOfReference()).isNull();
        assertThat(metrics.deviation().ofReference()).isNull();
        assertThat(metrics.shift().change()).isNotNull();
    }

    @Test
    void withoutTheDeletedItemsWhatDependsOnThemIsMissingNotZero() {
        var metrics = ExplanationMetrics.of(explained(PRE, POST, POST), ItemKind.NODE, null);
        assertThat(metrics.residual()).isEqualTo(ExplanationMetrics.Residual.UNKNOWN);
        assertThat(metrics.shift().retained()).isNull();
        assertThat(metrics.deviation().change()).isNull();
        assertThat(metrics.shift().change()).isCloseTo(0.054435, within(5e-7));
    }

    @Test
    void aKindThatLostNothingHasNoResidual() {
        var edge = DeletedItems.of(ForgetSet.ofEdge(Fixture.key(1), Fixture.key(2)), Fixture.graph());
        var metrics = ExplanationMetrics.of(explained(PRE, POST, null), ItemKind.NODE, edge);
        assertThat(metrics.residual().before().mean()).isNull();
        assertThat(metrics.residual().before().targets()).isZero();
    }

    @Test
    void aLabelLeavesNoZoneToDeviateIn() {
        var label = DeletedItems.of(ForgetSet.ofLabels(Fixture.key(1)), Fixture.graph());
        var metrics = ExplanationMetrics.of(explained(PRE, POST, POST), ItemKind.NODE, label);
        assertThat(metrics.deviation().change()).isNull();
        assertThat(metrics.residual().after().max()).isNull();
        assertThat(metrics.shift().retained()).isEqualTo(metrics.shift().change());
    }

    @Test
    void skipsAndCountsTargetsWithoutAHeatMap() {
        var both = new Explained(List.of(PRE, PRE), List.of(POST, DEAD), null, null);
        var metrics = ExplanationMetrics.of(both, ItemKind.NODE, NODE_2);
        assertThat(metrics.skippedTargets()).isEqualTo(1);
        assertThat(metrics.targets().get(1).skipped()).isTrue();
        assertThat(metrics.targets().get(1).shift().change()).isNull();
        assertThat(metrics.shift().change()).isCloseTo(0.054435, within(5e-7));
        assertThat(metrics.residual().after().skipped()).isEqualTo(1);
        assertThat(metrics.residual().after().targets()).isEqualTo(1);
    }

    @Test
    void meansAndMaximaAreOverTargets() {
        var other = Fixture.attribution(0, 0, 1, 1, 0, 0);
        var both = new Explained(List.of(PRE, other), List.of(PRE, other), null, null);
        var residual =
                ExplanationMetrics.of(both, ItemKind.NODE, NODE_2).residual().before();
        assertThat(residual.max()).isEqualTo(0.5);
        assertThat(residual.mean()).isCloseTo((0.189429 + 0.5) / 2, within(1e-6));
    }

    @Test
    void theRetainedShiftIgnoresWhatHappensToTheDeletedNode() {
        var after = Fixture.PRE.clone();
        after[2] = 0;
        var metrics = ExplanationMetrics.of(explained(PRE, Fixture.attribution(after), null), ItemKind.NODE, NODE_2);
        assertThat(metrics.shift().retained()).isCloseTo(0, within(1e-9));
        assertThat(metrics.shift().change()).isGreaterThan(0.3);
    }

    @Test
    void anyScoreOfADeletedNodeInProductionIsALeak() {
        var clean = Fixture.attribution(1, 2, 0, 1, 1, 1);
        var leak = Fixture.attribution(0, 0, 1e-14, 0, 0, 0);
        assertThat(ResidualAttribution.leak(List.of(clean), ItemKind.NODE, NODE_2))
                .isZero();
        assertThat(ResidualAttribution.leak(List.of(clean, leak), ItemKind.NODE, NODE_2))
                .isEqualTo(1.0);
        assertThat(ResidualAttribution.leak(List.of(), ItemKind.NODE, NODE_2)).isNull();
        var production = new Explained(List.of(PRE), List.of(POST), null, List.of(clean));
        assertThat(ExplanationMetrics.of(production, ItemKind.NODE, NODE_2)
                        .residual()
                        .production())
                .isZero();
    }

    @Test
    void excessNeedsAScale() {
        assertThat(ResidualAttribution.excess(0.3, 0.2, 0.1)).isCloseTo(0.5, within(1e-12));
        assertThat(ResidualAttribution.excess(0.3, 0.0, 0.1)).isNegative();
        assertThat(ResidualAttribution.excess(0.10005, 0.2, 0.1)).isNull();
        assertThat(ResidualAttribution.excess(null, 0.2, 0.1)).isNull();
    }

    @Test
    void noScoresAnywhereInTheZoneIsNoDeviation() {
        assertThat(ScoreDeviation.of(Fixture.scores(1), Fixture.scores(3), NODE_2.zone()))
                .isZero();
    }

    @Test
    void deviationSeesScoresThatAllShrankAlikeAndHeatMapsDoNot() {
        var shrunk = Arrays.stream(Fixture.PRE).map(v -> v / 3).toArray();
        var metrics = ExplanationMetrics.of(explained(PRE, Fixture.attribution(shrunk), null), ItemKind.NODE, NODE_2);
        assertThat(metrics.shift().change()).isCloseTo(0, within(1e-9));
        assertThat(metrics.deviation().change()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void refusesModelsThatExplainDifferentThings() {
        assertThatThrownBy(() -> new Explained(List.of(PRE), List.of(), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(1 and 0)");
        var otherClass =
                new Attribution(PRE.target(), 1, 0, PRE.nodes(), Attribution.Edges.NONE, Attribution.Features.NONE);
        assertThatThrownBy(() -> explained(PRE, otherClass, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fix targets and classes once");
    }
}
