package org.graphunlearning.verify.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.verify.explain.Attribution;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    @Test
    void dividesEachKindByItsOwnSumOfMagnitudes() {
        var edges = Fixture.edges(new int[][] {{0, 1}, {1, 2}}, -3, 1);
        var features = new Attribution.Features(Fixture.keys(0, 0, 2), new int[] {0, 1, 1}, new double[] {-2, 5, -1});
        var attribution = Fixture.attribution(1, new double[] {1, 0, 4}, edges, features);
        assertThat(HeatMap.of(attribution, ItemKind.NODE).shares().values()).containsExactly(0.2, 0, 0.8);
        assertThat(HeatMap.of(attribution, ItemKind.EDGE).shares().values()).containsExactly(0.75, 0.25);
        var cells = HeatMap.of(attribution, ItemKind.FEATURE).shares();
        assertThat(cells.values()).containsExactly(0.25, 0.625, 0.125);
        assertThat(cells.second()).containsExactly(0, 1, 1);
    }

    @Test
    void isUndefinedWhereNothingIsExplained() {
        assertThat(HeatMap.of(Fixture.scores(0, 0, 0))).isNull();
        assertThat(HeatMap.of(Fixture.scores(9e-13))).isNull();
        assertThat(HeatMap.of(Fixture.scores(2e-12))).isNotNull();
        assertThat(HeatMap.of(Fixture.attribution(1.0), ItemKind.EDGE)).isNull();
    }

    @Test
    void sumsToOneAgainAfterItemsAreTakenOut() {
        var deleted = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(0)), Fixture.graph());
        var map = HeatMap.of(Fixture.scores(6, 0, 1, 3)).without(deleted);
        assertThat(map.shares().first()).containsExactly(Fixture.keys(1, 2, 3));
        assertThat(map.shares().values()).containsExactly(new double[] {0, 0.25, 0.75}, within(1e-15));
    }

    @Test
    void staysTheSameToTheBitWhereNothingIsTakenOut() {
        var deleted = DeletedItems.of(ForgetSet.ofLabels(Fixture.key(0)), Fixture.graph());
        var map = HeatMap.of(Fixture.scores(Fixture.PRE));
        assertThat(map.without(deleted)).isSameAs(map);
    }

    @Test
    void isUndefinedWhenEverythingIsTakenOut() {
        var deleted = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(0)), Fixture.graph());
        assertThat(HeatMap.of(Fixture.scores(6, 0)).without(deleted)).isNull();
    }

    @Test
    void refusesScoresOutOfOrderOrNegativeOrInfinite() {
        assertThatThrownBy(() -> ItemScores.ofNodes(new long[] {2, 2}, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Keys of scores must ascend strictly; number 1 does not.");
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> ItemScores.ofNodes(new long[] {2}, new double[] {bad}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Score 0 is " + bad + "; a magnitude is finite and not negative.");
        }
    }

    @Test
    void refusesSharesThatDoNotSumToOne() {
        assertThatThrownBy(() -> new HeatMap(Fixture.scores(0.5, 0.25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sum to 1, not to 0.75");
    }
}
