package org.graphunlearning.gnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Graph#without} against a graph typed in again without the forgotten parts. */
class GraphEditTest {
    /** A path 0-1-2-3 with keys 10, 20, 30, 40. */
    private static Graph path(boolean directed) {
        return Graph.of(
                new long[] {10, 20, 30, 40},
                Adjacency.of(4, new int[] {0, 1, 2}, new int[] {1, 2, 3}, 3, directed),
                new SparseFeatures(
                        3, new int[] {0, 1, 3, 4, 5}, new int[] {0, 0, 2, 1, 2}, new float[] {1, 2, 3, 4, 5}),
                Labels.of(new Object[] {"a", "b", "a", null}),
                new Split(new byte[] {1, 1, 3, 0}));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forgettingANodeLeavesTheGraphThatNeverHadIt(boolean directed) {
        var expected = Graph.of(
                new long[] {10, 30, 40},
                Adjacency.of(3, new int[] {1}, new int[] {2}, 1, directed),
                new SparseFeatures(3, new int[] {0, 1, 2, 3}, new int[] {0, 1, 2}, new float[] {1, 4, 5}),
                Labels.of(new Object[] {"a", "a", null}),
                new Split(new byte[] {1, 3, 0}));

        var edited = path(directed).without(ForgetSet.ofNodes(20));

        assertThat(edited.fingerprint()).isEqualTo(expected.fingerprint());
        assertThat(edited.classes()).isEqualTo(List.of("a"));
        assertThat(edited.row(20)).isEqualTo(-1);
    }

    @Test
    void forgettingAnEdgeIgnoresTheOrderOfItsEndsWhenUndirected() {
        var graph = path(false);

        assertThat(graph.without(ForgetSet.ofEdge(30, 20)).fingerprint())
                .isEqualTo(graph.without(ForgetSet.ofEdge(20, 30)).fingerprint());
        assertThat(graph.without(ForgetSet.ofEdge(20, 30)).adjacency().edgeCount())
                .isEqualTo(2);
    }

    @Test
    void forgettingFeatureColumnsZeroesThemAndNoColumnMeansAll() {
        var some = (SparseFeatures)
                path(false).without(ForgetSet.ofFeatures(20, 2)).features();
        var all = (SparseFeatures) path(false).without(ForgetSet.ofFeatures(20)).features();

        assertThat(some.val()).containsExactly(1, 2, 4, 5);
        assertThat(all.val()).containsExactly(1, 4, 5);
    }

    @Test
    void denseAndSparseFeaturesForgetAlike() {
        var forget = ForgetSet.ofFeatures(20, 0, 1).and(ForgetSet.ofFeatures(40));

        assertThat(TestGraphs.dense(path(false)).without(forget).fingerprint())
                .isEqualTo(TestGraphs.dense(path(false).without(forget)).fingerprint());
    }

    @Test
    void forgettingALabelTakesItsClassWithTheLastOne() {
        var graph = path(false).without(ForgetSet.ofLabels(20));

        assertThat(graph.nodeCount()).isEqualTo(4);
        assertThat(graph.classes()).isEqualTo(List.of("a"));
        assertThat(graph.targets()).containsExactly(0, -1, 0, -1);
    }

    @Test
    void aLabelNoTrainingNodeHasIsUnseen() {
        var graph = path(false).without(ForgetSet.ofNodes(10));

        assertThat(graph.classes()).isEqualTo(List.of("b"));
        assertThat(graph.targets()).containsExactly(0, Graph.UNSEEN, Graph.UNLABELLED);
    }

    @Test
    void aMixedBatchEqualsItsPartsInAnyOrder() {
        var graph = TestGraphs.random(40, 90, false, 3);
        long u = graph.key(5);
        int partner = graph.adjacency().idx()[graph.adjacency().ptr()[7]];
        var node = ForgetSet.ofNodes(u);
        var edge = ForgetSet.ofEdge(graph.key(7), graph.key(partner));
        var cells = ForgetSet.ofFeatures(graph.key(9), 1, 2, 3);

        var once = graph.without(node.and(edge).and(cells));

        assertThat(graph.without(cells).without(edge).without(node).fingerprint())
                .isEqualTo(once.fingerprint());
    }

    @Test
    void forgettingNothingIsTheSameGraph() {
        var graph = path(false);

        assertThat(graph.without(ForgetSet.nothing())).isSameAs(graph);
    }

    @Test
    void refusesWhatDoesNotExist() {
        var graph = path(true);

        assertThatThrownBy(() -> graph.without(ForgetSet.ofNodes(11)))
                .hasMessage("No node of the graph has the key 11.");
        assertThatThrownBy(() -> graph.without(ForgetSet.ofEdge(20, 10)))
                .hasMessage("No edge runs from key 20 to key 10.");
        assertThatThrownBy(() -> graph.without(ForgetSet.ofFeatures(20, 3)))
                .hasMessage("Feature column 3 does not exist; a vector has 3.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsTheEdgesLeftWithoutBuildingTheGraph(boolean directed) {
        for (long seed = 0; seed < 20; seed++) {
            var graph = TestGraphs.random(30, 60, directed, seed);
            int target = (int) seed;
            while (graph.adjacency().degree(target) == 0) {
                target++;
            }
            int source = graph.adjacency().idx()[graph.adjacency().ptr()[target]];
            var edge = ForgetSet.ofEdge(graph.key(source), graph.key(target));
            var both = ForgetSet.ofNodes(TestGraphs.someKeys(graph, 4, seed)).and(edge);

            assertThat(graph.edgeCountWithout(edge))
                    .isEqualTo(graph.without(edge).adjacency().edgeCount());
            assertThat(graph.edgeCountWithout(both))
                    .isEqualTo(graph.without(both).adjacency().edgeCount());
        }
    }
}
