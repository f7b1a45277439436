package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link EdgeWeights#WALK} is a transition matrix: oracle is the definition, {@code 1 / (degree + 1)}. */
class WalkWeightsTest {
    static Stream<Graph> graphs() {
        return LongStream.range(0, 6).mapToObj(seed -> TestGraphs.random(30, 50, seed % 2 == 1, seed));
    }

    private static Csr walk(Graph graph) {
        return MessageFlow.everywhere(graph, EdgeWeights.WALK, 1).hop(0).forward();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void everyRowSumsToOne(Graph graph) {
        var walk = walk(graph);
        for (int row = 0; row < graph.nodeCount(); row++) {
            double sum = 0;
            for (int k = walk.ptr()[row]; k < walk.ptr()[row + 1]; k++) {
                sum += walk.val()[k];
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void everyStepIsAsLikelyAsStaying(Graph graph) {
        var walk = walk(graph);
        for (int row = 0; row < graph.nodeCount(); row++) {
            float share = (float) (1.0 / (graph.adjacency().degree(row) + 1));
            for (int k = walk.ptr()[row]; k < walk.ptr()[row + 1]; k++) {
                assertThat(walk.val()[k]).isEqualTo(share);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void anIsolatedNodeStays(Graph graph) {
        var walk = walk(graph.induced(new int[] {3}));

        assertThat(walk.val()).containsExactly(1f);
    }

    /** A hop that took itself for symmetric would hand backward passes the wrong matrix. */
    @ParameterizedTest
    @MethodSource("graphs")
    void theTransposeHasColumnsForRows(Graph graph) {
        var hop = MessageFlow.everywhere(graph, EdgeWeights.WALK, 1).hop(0);
        var forward = new float[30][30];
        var backward = new float[30][30];
        for (int row = 0; row < 30; row++) {
            for (int k = hop.forward().ptr()[row]; k < hop.forward().ptr()[row + 1]; k++) {
                forward[row][hop.forward().idx()[k]] = hop.forward().val()[k];
            }
            for (int k = hop.backward().ptr()[row]; k < hop.backward().ptr()[row + 1]; k++) {
                backward[hop.backward().idx()[k]][row] = hop.backward().val()[k];
            }
        }

        assertThat(backward).isDeepEqualTo(forward);
    }
}
