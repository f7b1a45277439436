package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;

class LostEndsTest {
    /** Keys 10 to 14; a triangle 10-11-12 and a tail 12-13-14. */
    private static Graph graph(boolean directed) {
        return Graph.of(
                new long[] {10, 11, 12, 13, 14},
                Adjacency.of(5, new int[] {0, 1, 0, 2, 3}, new int[] {1, 2, 2, 3, 4}, 5, directed),
                new DenseFeatures(1, new float[] {1, 2, 3, 4, 5}),
                Labels.of(new Object[] {"a", "b", "a", "b", "a"}),
                new Split(new byte[5]));
    }

    private static final TrainingConfig CONFIG = TrainingConfig.defaults(Architecture.GCN);

    private static UnlearningRequest request(Graph graph, LostEnds earlier, ForgetSet forget) {
        var model = Gnn.initial(ModelConfig.defaults(Architecture.GCN), 1, List.of("a", "b"), 1);
        var operators = new DeletionOperators(List.of(), earlier.endpoints(), earlier.altered());
        return UnlearningRequest.of(model.with(model.sidecar().withOperators(operators)), graph, forget, CONFIG, false);
    }

    private static LostEnds after(Graph graph, ForgetSet... requests) {
        var lost = new LostEnds(new long[0], new long[0]);
        var left = graph;
        for (var forget : requests) {
            lost = LostEnds.of(request(left, lost, forget));
            left = left.without(forget);
        }
        return lost;
    }

    @Test
    void anEdgeHasTwoEndsWhicheverIsNamedFirst() {
        var both = ForgetSet.ofEdge(10, 12).and(ForgetSet.ofEdge(12, 10));

        assertThat(after(graph(false), both).endpoints()).containsExactly(10, 12);
    }

    @Test
    void aNodeLeavesItsNeighboursOncePerEdge() {
        assertThat(after(graph(false), ForgetSet.ofNodes(12)).endpoints()).containsExactly(10, 11, 13);
        assertThat(after(graph(false), ForgetSet.ofNodes(12, 11)).endpoints()).containsExactly(10, 10, 13);
        assertThat(after(graph(true), ForgetSet.ofNodes(12)).endpoints()).containsExactly(10, 11, 13);
    }

    @Test
    void anEndThatIsDeletedLaterIsForgotten() {
        var lost = after(graph(false), ForgetSet.ofEdge(10, 12), ForgetSet.ofNodes(12));

        assertThat(lost.endpoints()).containsExactly(10, 11, 13);
    }

    @Test
    void featuresAreLostOncePerNodeHoweverManyRequestsNameThem() {
        var lost = after(graph(false), ForgetSet.ofFeatures(11, 0), ForgetSet.ofFeatures(13), ForgetSet.ofFeatures(11));

        assertThat(lost.altered()).containsExactly(11, 13);
        assertThat(lost.endpoints()).isEmpty();
    }

    @Test
    void labelsAndIsolatedNodesLeaveNobody() {
        assertThat(after(graph(false), ForgetSet.ofLabels(11)).isEmpty()).isTrue();
        var alone = graph(false).without(ForgetSet.ofEdge(13, 14));
        assertThat(after(alone, ForgetSet.ofNodes(14)).isEmpty()).isTrue();
    }

    @Test
    void orderMakesNoDifference() {
        for (boolean directed : new boolean[] {false, true}) {
            for (long seed = 0; seed < 20; seed++) {
                var graph = TestGraphs.random(30, 90, directed, seed);
                long[] keys = TestGraphs.someKeys(graph, 5, seed);
                var a = ForgetSet.ofNodes(keys[0], keys[1]).and(ForgetSet.ofFeatures(keys[2], 1));
                var b = ForgetSet.ofNodes(keys[3]).and(ForgetSet.ofFeatures(keys[4]));
                var expected = after(graph, a.and(b));

                for (var order : List.of(List.of(a, b), List.of(b, a))) {
                    var lost = after(graph, order.toArray(new ForgetSet[0]));
                    assertThat(lost.endpoints()).isEqualTo(expected.endpoints());
                    assertThat(lost.altered()).isEqualTo(expected.altered());
                }
            }
        }
    }
}
