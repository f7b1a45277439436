package org.graphunlearning.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphunlearning.gnn.model.Architecture;
import org.junit.jupiter.api.Test;

/** Against the golden fixture and limits in closed form. */
class FidelityTest {
    private static List<Attribution> golden() {
        return new GradientTimesInput().explain(Fixture.before(), Fixture.graph(), Fixture.TARGET, Case.COMPUTE);
    }

    private static Fidelity top(int edges) {
        return new FidelityMeter(edges)
                .measure(Fixture.before(), Fixture.graph(), golden(), Case.COMPUTE)
                .get(0);
    }

    @Test
    void theTopTwoEdgesOfTheFixtureAreAsFaithfulAsItSays() {
        var fidelity = top(2);

        assertThat(fidelity.probabilityPlus()).isCloseTo(0.026860, within(1e-6));
        assertThat(fidelity.probabilityMinus()).isCloseTo(-0.070468, within(1e-6));
        assertThat(fidelity.labelPlus()).isEqualTo(1);
        assertThat(fidelity.labelMinus()).isZero();
        assertThat(fidelity.characterisation()).isEqualTo(1);
        assertThat(fidelity.unfaithfulness()).isCloseTo(0.010033, within(1e-6));
        assertThat(fidelity.sparsity()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void allEdgesTogetherAreFaithful() {
        var fidelity = top(100);

        assertThat(fidelity.probabilityMinus()).isZero();
        assertThat(fidelity.labelMinus()).isZero();
        assertThat(fidelity.unfaithfulness()).isZero();
        assertThat(fidelity.sparsity()).isZero();
    }

    @Test
    void characterisationIsNeverNaN() {
        assertThat(Fidelity.characterisation(0, 0)).isZero();
        assertThat(Fidelity.characterisation(0, 1)).isZero();
        assertThat(Fidelity.characterisation(1, 1)).isZero();
        assertThat(Fidelity.characterisation(0.5, 0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(Fidelity.characterisation(1, 0.5)).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void theMeanIsOverTargets() {
        var mean = Fidelity.mean(List.of(top(2), top(100)));

        assertThat(mean.sparsity()).isCloseTo(0.3, within(1e-12));
        assertThat(mean.unfaithfulness()).isCloseTo(top(2).unfaithfulness() / 2, within(1e-12));
        assertThatThrownBy(() -> Fidelity.mean(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNodeWithoutEdgesHasNothingToRemove() {
        var one = new Case(Architecture.GCN, 2, 1, false);
        var graph = one.graph();
        var model = one.model(graph);
        var alone = new Targets(new long[] {graph.key(0)}, new int[] {0});
        var fidelity = new FidelityMeter(3)
                .measure(
                        model, graph, new GradientTimesInput().explain(model, graph, alone, Case.COMPUTE), Case.COMPUTE)
                .get(0);

        assertThat(fidelity).isEqualTo(new Fidelity(0, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void refusesAnExplanationWithoutEdges() {
        var nodesOnly = new Gradient().explain(Fixture.before(), Fixture.graph(), Fixture.TARGET, Case.COMPUTE);

        assertThatThrownBy(
                        () -> new FidelityMeter(2).measure(Fixture.before(), Fixture.graph(), nodesOnly, Case.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scores no edges");
    }

    @Test
    void removingEverythingByChanceIsRemovingEverything() {
        var drop = new RobustFidelity(new FidelityMeter(2), 3, 0, 7)
                .measure(Fixture.before(), Fixture.graph(), golden(), Case.COMPUTE)
                .get(0);

        assertThat(drop.plus()).isCloseTo(top(2).probabilityPlus(), within(1e-12));
        assertThat(drop.minus()).isCloseTo(top(2).probabilityMinus(), within(1e-12));
    }

    @Test
    void keepingEverythingByChanceChangesNothing() {
        var drop = new RobustFidelity(new FidelityMeter(2), 3, 1, 7)
                .measure(Fixture.before(), Fixture.graph(), golden(), Case.COMPUTE)
                .get(0);

        assertThat(drop.plus()).isZero();
        assertThat(drop.minus()).isZero();
    }

    @Test
    void usualDrawsLieBetweenAndRepeat() {
        var usual = new RobustFidelity(new FidelityMeter(2), 7);
        var drop = usual.measure(Fixture.before(), Fixture.graph(), golden(), Case.COMPUTE);

        assertThat(Math.abs(drop.get(0).minus())).isLessThan(Math.abs(top(2).probabilityMinus()));
        assertThat(usual.measure(Fixture.before(), Fixture.graph(), golden(), Case.COMPUTE))
                .isEqualTo(drop);
    }

    @Test
    void heatMapsOfTheFixtureDifferAsItSays() {
        var after = new GradientTimesInput().explain(Fixture.after(), Fixture.graph(), Fixture.TARGET, Case.COMPUTE);

        assertThat(Stability.distance(golden().get(0).nodes(), after.get(0).nodes()))
                .isCloseTo(0.054435, within(1e-6));
    }

    @Test
    void heatMapsWithoutACommonNodeAreAtDistanceOne() {
        var left = new Attribution.Nodes(new long[] {1, 2}, new double[2], new double[] {1, 3});
        var right = new Attribution.Nodes(new long[] {3}, new double[1], new double[] {5});

        assertThat(Stability.distance(left, right)).isCloseTo(1.0, within(1e-12));
        assertThat(Stability.distance(left, left)).isZero();
        assertThat(Stability.distance(left, Attribution.Nodes.NONE)).isNull();
    }

    @Test
    void anExplanationIsStableToTheDegreeThatItsHeatMapStays() {
        var one = new Case(Architecture.GAT, 2, 2, false);
        var graph = one.graph();
        var model = one.model(graph);
        var stability = new Stability(new GradientTimesInput(), 3);
        int measured = 0;
        for (long key : graph.keys()) {
            Double value = stability.of(model, graph, key, Case.COMPUTE);
            if (value != null) {
                assertThat(value).isBetween(0.0, 1.0);
                assertThat(stability.of(model, graph, key, Case.COMPUTE)).isEqualTo(value);
                measured++;
            }
        }
        assertThat(measured).isPositive();
        assertThat(stability.of(model, graph, graph.key(0), Case.COMPUTE)).isNull();
    }
}
