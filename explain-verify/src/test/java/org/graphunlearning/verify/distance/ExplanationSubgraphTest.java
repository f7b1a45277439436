package org.graphunlearning.verify.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.verify.explain.Attribution;
import org.junit.jupiter.api.Test;

/** Oracle: subgraphs and distances worked out by hand. */
class ExplanationSubgraphTest {
    private static final SubgraphLimits LIMITS = SubgraphLimits.DEFAULT;
    private static final int[][] EDGES = {{0, 1}, {1, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 5}};

    /** Explains node 1; keys are the numbers of nodes. */
    private static Attribution attribution(double[] nodes, double... edges) {
        var keys = IntStream.range(0, nodes.length).mapToLong(i -> i).toArray();
        return new Attribution(
                1,
                0,
                0,
                new Attribution.Nodes(keys, nodes, nodes),
                new Attribution.Edges(
                        Arrays.stream(EDGES)
                                .limit(edges.length)
                                .mapToLong(e -> e[0])
                                .toArray(),
                        Arrays.stream(EDGES)
                                .limit(edges.length)
                                .mapToLong(e -> e[1])
                                .toArray(),
                        edges),
                Attribution.Features.NONE);
    }

    private static ExplanationSubgraph subgraph(Attribution attribution) {
        return ExplanationSubgraph.of(attribution, LIMITS, key -> (int) key % 2, false);
    }

    @Test
    void takesTheStrongestNodesUntilMostOfTheMassIsThere() {
        var found = subgraph(attribution(new double[] {5, 0, 3, 1.5, 0.5, 0}, -1, 0.5, 0.2, 0.9, 0.9, 0.9));
        assertThat(found.nodes()).containsExactly(0, 1, 2, 3); // 5 + 3 + 1.5 of 10 is more than 90 %
        assertThat(found.labels()).containsExactly(0, 1, 0, 1);
        assertThat(found.edges().sources()).containsExactly(0, 1, 1, 2);
        assertThat(found.edges().targets()).containsExactly(1, 2, 3, 3);
        assertThat(found.edges().strengths()).containsExactly(3, 2, 1, 3);
    }

    @Test
    void keepsOnlyWhatHangsTogetherWithTheTarget() {
        var found = subgraph(attribution(new double[] {1, 1, 0, 0, 1, 1}, 1, 1, 1, 1, 1, 1));
        assertThat(found.nodes()).containsExactly(0, 1);
        assertThat(found.edges().size()).isEqualTo(1);
    }

    @Test
    void leavesOutEdgesBelowOnePercentOfTheStrongest() {
        var found = subgraph(attribution(new double[] {1, 1, 1, 1, 0, 0}, 1, 0.0099, 0.01, 0, 50e-4, 0));
        assertThat(found.edges().targets()).containsExactly(1, 3);
        assertThat(found.nodes()).containsExactly(0, 1, 3);
    }

    @Test
    void limitsNodesAndEdgesTiesGoingToTheSmallerKey() {
        var attribution = attribution(new double[] {1, 0, 1, 1, 1, 1}, 1, 1, 1, 1, 1, 1);
        var nodes = ExplanationSubgraph.of(attribution, new SubgraphLimits(1, 3, 0, 24), key -> 0, false);
        assertThat(nodes.nodes()).containsExactly(0, 1, 2);
        var edges = ExplanationSubgraph.of(attribution, new SubgraphLimits(1, 12, 0, 2), key -> 0, false);
        assertThat(edges.edges().targets()).containsExactly(1, 2);
    }

    @Test
    void isTheTargetAloneWhereNothingIsExplained() {
        assertThat(subgraph(attribution(new double[6])).nodes()).containsExactly(1);
        assertThat(subgraph(attribution(new double[] {1, 1, 1})).nodes()).containsExactly(1);
    }

    @Test
    void theShapeForgetsKeysAndKeepsTheRoot() {
        var shape = subgraph(attribution(new double[] {1, 1, 1}, 1, 0.1)).shape();
        assertThat(shape.root()).isEqualTo(1);
        assertThat(shape.strength()).containsExactly(0, 3, 0, 3, 0, 1, 0, 1, 0);
        var directed = ExplanationSubgraph.of(attribution(new double[] {1, 1, 1}, 1, 0.1), LIMITS, key -> 0, true);
        assertThat(directed.shape().strength()).containsExactly(0, 3, 0, 0, 0, 1, 0, 0, 0);
    }

    @Test
    void alignedDistanceCountsWhatEnteredLeftOrChangedStrength() {
        var one = subgraph(attribution(new double[] {1, 1, 1, 0, 0, 0}, 1, 0.5));
        var other = subgraph(attribution(new double[] {0, 1, 1, 1, 0, 0}, 0, 1, 1));
        var found = AlignedEditDistance.between(one, other);
        assertThat(found.distance()).isEqualTo(4.5); // node 0 and edge 0-1 left, node 3 and edge 1-3 came, 1-2 grew
        assertThat(found.normalised()).isEqualTo(4.5 / 10);
        assertThat(AlignedEditDistance.between(other, one)).isEqualTo(found);
        assertThat(AlignedEditDistance.between(one, one).distance()).isZero();
    }

    @Test
    void theSameShapeElsewhereIsFarByIdentityAndNearByStructure() {
        var one = subgraph(attribution(new double[] {1, 1, 0, 0, 0, 0}, 1, 0, 0));
        var other = subgraph(attribution(new double[] {0, 1, 1, 0, 0, 0}, 0, 1, 0));
        var distance = ExplanationDistance.between(List.of(one, one), List.of(other, one), SearchLimits.DEFAULT);
        assertThat(distance.targets().get(0).structural().distance()).isZero();
        assertThat(distance.targets().get(0).aligned().distance()).isEqualTo(4);
        assertThat(distance.means()).isEqualTo(new ExplanationDistance.Means(2, 4.0 / 6 / 2, 0, 0, true));
    }

    @Test
    void withoutTargetsThereIsNoMean() {
        assertThat(ExplanationDistance.between(List.of(), List.of(), SearchLimits.DEFAULT)
                        .means())
                .isNull();
    }

    @Test
    void refusesDifferentTargetsAndImpossibleLimits() {
        var one = subgraph(attribution(new double[] {1, 1}, 1));
        assertThatThrownBy(() -> ExplanationDistance.between(List.of(one), List.of(), SearchLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("explain the same targets with both models");
        var alone = new ExplanationSubgraph(7, new long[] {7}, new int[1], one.edges());
        assertThatThrownBy(() -> ExplanationDistance.between(List.of(one), List.of(alone), SearchLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Subgraph 0 explains another node");
        assertThatThrownBy(() -> new SubgraphLimits(0, 12, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubgraphLimits(1, 31, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExplanationSubgraph(7, new long[] {8}, new int[1], one.edges()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
