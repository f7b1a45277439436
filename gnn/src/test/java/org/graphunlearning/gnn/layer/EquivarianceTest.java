package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold whatever the parameters are: names of nodes mean nothing, and attention is a distribution. */
class EquivarianceTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    static Stream<Case> cases() {
        return Case.all(3);
    }

    /** Only the order of a sum's terms changes, so logits agree to 1e-6 of the largest. */
    @ParameterizedTest
    @MethodSource("cases")
    void relabelledNodesKeepTheirLogits(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var order =
                new ArrayList<>(IntStream.range(0, graph.nodeCount()).boxed().toList());
        Collections.shuffle(order, new Random(one.seed()));
        var rows = order.stream().mapToInt(Integer::intValue).toArray();
        int width = model.classes().size();

        var old = model.logits(graph, COMPUTE).clone();
        var now = model.logits(reordered(graph, rows), COMPUTE);

        var expected = new double[rows.length][width];
        for (int row = 0; row < rows.length; row++) {
            for (int c = 0; c < width; c++) {
                expected[row][c] = old[rows[row] * width + c];
            }
        }
        GradientTest.assertClose(now, expected, 1e-6);
    }

    /** Row {@code i} of the result is row {@code rows[i]} of the graph. */
    private static Graph reordered(Graph graph, int[] rows) {
        int n = rows.length;
        var sources = new ArrayList<Integer>();
        var targets = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (graph.adjacency().contains(rows[j], rows[i])) {
                    sources.add(j);
                    targets.add(i);
                }
            }
        }
        var adjacency = Adjacency.of(
                n,
                array(sources),
                array(targets),
                sources.size(),
                graph.adjacency().directed());
        return Graph.of(
                graph.keys(),
                adjacency,
                graph.features().select(rows),
                Labels.of(new Object[n]),
                new Split(new byte[n]));
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void attentionOfEachRowAndHeadSumsToOne() {
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(40, 120, 6, false, true), 1);
        int heads = 3;
        var flow = MessageFlow.everywhere(graph, EdgeWeights.ONE, 1);
        var input = new DenseInput(((DenseFeatures) graph.features()).values(), graph.keys(), 6, true);
        var pass = new GatPass(new Gat(0, 6, heads, 4, 5), new Binding(flow, 0, input, 0.5, true));
        pass.forward(COMPUTE, Pass.training(3, 1));
        var attention = pass.attention();

        for (int row = 0; row < attention.rows(); row++) {
            for (int h = 0; h < heads; h++) {
                double sum = 0;
                for (int k = attention.ptr()[row]; k < attention.ptr()[row + 1]; k++) {
                    assertThat(attention.val()[k * heads + h]).isBetween(0f, 1f);
                    sum += attention.val()[k * heads + h];
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
            }
        }
    }

    @Test
    void isolatedNodeAttendsToItselfAlone() {
        var one = new Case(Architecture.GAT, 1, false, false, 1);
        var graph = one.graph();
        var model = one.model(graph);
        var alone = graph.without(ForgetSet.ofNodes(
                IntStream.range(1, graph.nodeCount()).mapToLong(graph::key).toArray()));
        var logits = model.logits(alone, COMPUTE);

        assertThat(graph.adjacency().degree(0)).isZero();
        assertThat(logits).isEqualTo(Arrays.copyOf(model.logits(graph, COMPUTE), logits.length));
    }
}
