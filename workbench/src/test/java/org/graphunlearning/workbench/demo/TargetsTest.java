package org.graphunlearning.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.EdgeList;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.NodeMarks;
import org.graphunlearning.testgraphs.NodeSplit;
import org.graphunlearning.testgraphs.SparseRows;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final GraphData CITATIONS = CitationLike.generate(CitationLike.Settings.likeCora(1));
    private static final GraphData KARATE = KarateClub.communities();

    @Test
    void takesTrainingNodeWhereItsClassSurvives() {
        int node = new Targets(CITATIONS, CITATIONS.split()).node();

        assertThat(CITATIONS.split()[node]).isEqualTo(NodeSplit.TRAIN);
    }

    @Test
    void sparesTheLastTrainingNodeOfClass() {
        int node = new Targets(KARATE, KARATE.split()).node();

        assertThat(KARATE.split()[node]).isEqualTo(NodeSplit.TEST);
    }

    @Test
    void takesLinksOfTrainingNodes() {
        var link = new Targets(CITATIONS, CITATIONS.split()).link();

        assertThat(CITATIONS.split()[link.source()]).isEqualTo(NodeSplit.TRAIN);
        assertThat(areLinked(CITATIONS, link.source(), link.target())).isTrue();
    }

    @Test
    void takesStoredFeatures() {
        var cell = new Targets(CITATIONS, CITATIONS.split()).cell();
        int from = CITATIONS.featurePtr()[cell.node()];
        int to = CITATIONS.featurePtr()[cell.node() + 1];

        assertThat(Arrays.copyOfRange(CITATIONS.featureIdx(), from, to)).contains(cell.column());
    }

    @Test
    void choosesNothingTwice() {
        for (var graph : List.of(CITATIONS, KARATE)) {
            var targets = new Targets(graph, graph.split());
            var chosen = new HashSet<Integer>();
            for (int round = 0; round < 2; round++) {
                assertThat(chosen.add(targets.node())).isTrue();
                assertThat(chosen.add(targets.link().target())).isTrue();
                assertThat(chosen.add(targets.cell().node())).isTrue();
            }
        }
    }

    @Test
    void findsNodeFarFromAllTrainingNodes() {
        int far = new Targets(CITATIONS, CITATIONS.split()).farNode().orElseThrow();

        assertThat(hopsToTraining(CITATIONS, far)).isGreaterThan(3);
    }

    @Test
    void findsNoFarNodeInSmallWorld() {
        assertThat(new Targets(KARATE, KARATE.split()).farNode()).isEmpty();
    }

    @Test
    void refusesGraphThatIsUsedUp() {
        var edges = new EdgeList(new int[] {0}, new int[] {1}, false);
        var split = new NodeSplit[] {NodeSplit.TRAIN, NodeSplit.TEST};
        var marks = new NodeMarks(new long[] {0, 0}, split, split);
        var targets = new Targets(new GraphData("pair", edges, SparseRows.identity(2), marks), split);
        targets.node();

        assertThatThrownBy(targets::link)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Graph `pair` is too small to delete two nodes, two edges and two features from.");
    }

    private static boolean areLinked(GraphData graph, int a, int b) {
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            if (graph.sources()[edge] == Math.min(a, b) && graph.targets()[edge] == Math.max(a, b)) {
                return true;
            }
        }
        return false;
    }

    private static int hopsToTraining(GraphData graph, int start) {
        var hops = new int[graph.nodeCount()];
        Arrays.fill(hops, Integer.MAX_VALUE);
        hops[start] = 0;
        var queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            int node = queue.pop();
            if (graph.split()[node] == NodeSplit.TRAIN) {
                return hops[node];
            }
            for (int other = 0; other < graph.nodeCount(); other++) {
                if (hops[other] == Integer.MAX_VALUE && areLinked(graph, node, other)) {
                    hops[other] = hops[node] + 1;
                    queue.add(other);
                }
            }
        }
        return Integer.MAX_VALUE;
    }
}
