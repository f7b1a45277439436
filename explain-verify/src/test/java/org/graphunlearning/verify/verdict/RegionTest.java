package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Reach;
import org.junit.jupiter.api.Test;

/** Oracle: breadth-first search from the parts deleted. */
class RegionTest {
    private static final Reach GCN = new Reach(2, true);
    private static final Reach GAT = new Reach(2, false);

    @Test
    void normalisedDegreesReachOneHopFurther() {
        var path = Cases.edges(6, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5);

        var region = Region.of(path, ForgetSet.ofNodes(path.key(0)), GCN);

        assertThat(region.keys()).containsExactly(path.key(1), path.key(2), path.key(3));
        assertThat(region.hops()).containsExactly(1, 2, 3);
        assertThat(Region.of(path, ForgetSet.ofNodes(path.key(0)), GAT).keys())
                .containsExactly(path.key(1), path.key(2));
    }

    @Test
    void distancesAreThoseOfTheShortestPaths() {
        for (long seed = 0; seed < 5; seed++) {
            var graph = Cases.planted(seed);
            int from = 10 + 7 * (int) seed;
            int to = graph.adjacency().idx()[graph.adjacency().ptr()[from]];
            for (var reach : new Reach[] {GCN, GAT}) {
                check(graph, ForgetSet.ofNodes(graph.key(from)), reach, from);
                check(graph, ForgetSet.ofEdge(graph.key(from), graph.key(to)), reach, from, to);
                check(graph, ForgetSet.ofFeatures(graph.key(from), 1), reach, from);
            }
        }
    }

    private static void check(Graph graph, ForgetSet forget, Reach reach, int... origins) {
        var region = Region.of(graph, forget, reach);
        int[] distance = distances(graph, origins);

        assertThat(region.keys())
                .isNotEmpty()
                .containsExactly(AffectedNodes.of(graph, forget, reach).stream()
                        .mapToLong(graph::key)
                        .toArray());
        assertThat(region.hops())
                .containsExactly(Arrays.stream(region.keys())
                        .mapToInt(key -> distance[graph.row(key)])
                        .toArray());
        assertThat(region.forgotten()).isFalse();
    }

    private static int[] distances(Graph graph, int... origins) {
        var out = new int[graph.nodeCount()];
        Arrays.fill(out, -1);
        var queue = new ArrayDeque<Integer>();
        for (int row : origins) {
            out[row] = 0;
            queue.add(row);
        }
        while (!queue.isEmpty()) {
            int row = queue.remove();
            for (int k = graph.adjacency().ptr()[row]; k < graph.adjacency().ptr()[row + 1]; k++) {
                int next = graph.adjacency().idx()[k];
                if (out[next] < 0) {
                    out[next] = out[row] + 1;
                    queue.add(next);
                }
            }
        }
        return out;
    }

    @Test
    void anIsolatedTrainingNodeStandsForItself() {
        var graph = Cases.edges(5, 1, 2, 2, 3, 3, 4);

        var region = Region.of(graph, ForgetSet.ofNodes(graph.key(0)), GCN);

        assertThat(region.keys()).containsExactly(graph.key(0));
        assertThat(region.forgotten()).isTrue();
    }

    @Test
    void aForgottenLabelIsAskedOfItsOwnNode() {
        var graph = Cases.edges(5, 1, 2, 2, 3, 3, 4);

        var region = Region.of(graph, ForgetSet.ofLabels(graph.key(2)), GCN);

        assertThat(region.keys()).containsExactly(graph.key(2));
        assertThat(region.forgotten()).isTrue();
    }

    @Test
    void anIsolatedNodeThatNeverTrainedReachesNobody() {
        var graph = Cases.edges(5, 1, 2, 2, 3, 3, 4);
        var unlabelled = graph.without(ForgetSet.ofLabels(graph.key(0)));

        assertThat(Region.of(unlabelled, ForgetSet.ofNodes(graph.key(0)), GCN).size())
                .isZero();
    }
}
