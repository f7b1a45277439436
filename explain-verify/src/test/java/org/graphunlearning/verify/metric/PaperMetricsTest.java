package org.graphunlearning.verify.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.verify.metric.PaperMetrics.Side;
import org.junit.jupiter.api.Test;

class PaperMetricsTest {
    private static final ItemScores SCORES = Fixture.scores(Fixture.PRE);

    private static Side side(Graph graph, ItemScores scores) {
        return new Side(graph, scores, null, null);
    }

    /** Scores of the nodes that a graph has. */
    private static ItemScores scores(Graph graph, double value) {
        var values = new double[graph.nodeCount()];
        Arrays.fill(values, value);
        return ItemScores.ofNodes(graph.keys(), values);
    }

    @Test
    void anUntouchedModelPassesWhichIsWhyNothingIsJudgedByThese() {
        var before = Fixture.graph();
        var after = before.without(ForgetSet.ofNodes(Fixture.key(2)));
        var untouched = PaperMetrics.of(side(before, SCORES), side(after, scores(after, 0.1)), Fixture.keys(2));
        assertThat(untouched.residualAfter()).isZero();
        assertThat(untouched.residualDrop()).isEqualTo(untouched.residualBefore());
    }

    @Test
    void matchesNodesByKeyNotByPosition() {
        var before = Fixture.graph();
        var after = before.without(ForgetSet.ofNodes(Fixture.key(0)));
        var kept = Arrays.copyOfRange(Fixture.PRE, 1, 6);
        var metrics = PaperMetrics.of(
                side(before, SCORES), side(after, ItemScores.ofNodes(after.keys(), kept)), Fixture.keys(0));
        assertThat(metrics.heatmapShift()).isCloseTo(Fixture.PRE[0] / 6, within(1e-12));
        assertThat(metrics.scoreDeviation()).isCloseTo(Fixture.PRE[0], within(1e-12));
    }

    @Test
    void missingStaysMissing() {
        var zero = side(Fixture.graph(), scores(Fixture.graph(), 0));
        var metrics = PaperMetrics.of(zero, zero, new long[0]);
        assertThat(metrics.residualBefore()).isNull();
        assertThat(metrics.residualDrop()).isNull();
        assertThat(metrics.cosineDistance()).isNull();
        assertThat(metrics.scoreDeviation()).isNull();
        assertThat(metrics.rulesRemoved()).isNull();
        assertThat(metrics.editDistance()).isZero();
    }

    @Test
    void countsRulesByTheirText() {
        var before = new Side(Fixture.graph(), SCORES, Set.of("x -> a", "y -> b", "z -> c"), 0.7);
        var after = new Side(Fixture.graph(), SCORES, Set.of("x -> a", "w -> b"), 0.6);
        var metrics = PaperMetrics.of(before, after, Fixture.keys(2));
        assertThat(metrics.rulesRemoved()).isEqualTo(2);
        assertThat(metrics.membershipBefore()).isEqualTo(0.7);
        assertThat(metrics.membershipAfter()).isEqualTo(0.6);
    }

    /** Edges whose both ends lie within two hops, by distances of all pairs. */
    private static Set<String> ball(Graph graph, Set<Long> start) {
        int n = graph.nodeCount();
        var distance = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean edge =
                        graph.adjacency().contains(i, j) || graph.adjacency().contains(j, i);
                distance[i][j] = i == j ? 0 : edge ? 1 : 100;
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    distance[i][j] = Math.min(distance[i][j], distance[i][k] + distance[k][j]);
                }
            }
        }
        var out = new TreeSet<String>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean counts = graph.adjacency().directed() || i < j;
                if (counts
                        && graph.adjacency().contains(i, j)
                        && near(graph, distance, start, i)
                        && near(graph, distance, start, j)) {
                    out.add(graph.key(i) + ">" + graph.key(j));
                }
            }
        }
        return out;
    }

    private static boolean near(Graph graph, int[][] distance, Set<Long> start, int node) {
        return start.stream().anyMatch(key -> graph.row(key) >= 0 && distance[graph.row(key)][node] <= 2);
    }

    @Test
    void theEditDistanceEqualsCountingEdgesByDistancesOfAllPairs() {
        for (long seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var edges = new int[14][];
            for (int e = 0; e < edges.length; e++) {
                edges[e] = new int[] {random.nextInt(12), random.nextInt(12)};
            }
            var before = Fixture.graph(12, seed % 2 == 1, edges);
            var forget = ForgetSet.ofNodes(Fixture.key(random.nextInt(12)), Fixture.key(random.nextInt(12)));
            var after = before.without(forget);
            var start = new HashSet<Long>();
            for (long key : forget.nodes()) {
                start.add(key);
            }
            var boundary = new HashSet<Long>();
            for (int i = 0; i < 12; i++) {
                for (long key : start) {
                    boolean neighbour = before.adjacency().contains(before.row(key), i)
                            || before.adjacency().contains(i, before.row(key));
                    if (neighbour && !start.contains(before.key(i))) {
                        boundary.add(before.key(i));
                    }
                }
            }
            var left = ball(before, start);
            var right = ball(after, boundary);
            var both = new HashSet<>(left);
            both.retainAll(right);
            var metrics =
                    PaperMetrics.of(side(before, scores(before, 1)), side(after, scores(after, 1)), forget.nodes());
            assertThat(metrics.editDistance())
                    .as("seed %d", seed)
                    .isEqualTo(left.size() + right.size() - 2L * both.size());
        }
    }

    @Test
    void refusesScoresOfEdges() {
        var edges = new ItemScores(ItemKind.EDGE, new long[0], new long[0], new double[0]);
        assertThatThrownBy(() -> side(Fixture.graph(), edges))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Scores must be of nodes, not of kind EDGE.");
    }
}
