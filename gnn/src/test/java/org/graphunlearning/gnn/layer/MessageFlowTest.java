package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is computed for some rows only equals what is computed for all. Logits to the bit: a row is summed in the same order
 * wherever it lies. Gradients to 1e-6 of the largest: rows outside the flow add zeros, but band and block boundaries move.
 */
class MessageFlowTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    static Stream<Case> cases() {
        return Case.all(3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsOfSomeRowsAreThoseOfAllRows(Case one) {
        var graph = one.graph();
        for (int[] rows : List.of(new int[] {3}, new int[] {0, 7, 21}, everyRow(graph))) {
            assertSameLogits(one.model(graph), graph, rows, Pass.inference());
            assertSameLogits(one.model(graph), graph, rows, Pass.training(5, 2));
        }
    }

    /** One hop from a few rows is the whole graph here, and the next hop starts from all of it. */
    @ParameterizedTest
    @MethodSource("cases")
    void logitsOfSomeRowsOfADenselyConnectedGraphAreThoseOfAllRows(Case one) {
        var graph = denselyConnected(one);
        for (int[] rows : List.of(new int[] {0, 3}, new int[] {1, 2, 5})) {
            assertSameLogits(one.model(graph), graph, rows, Pass.inference());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsOfSomeRowsAreThoseOfAllRows(Case one) {
        for (var graph : List.of(one.graph(), denselyConnected(one))) {
            var model = one.model(graph);
            int[] rows = {1, 2, 3};
            for (var pass : List.of(Pass.inference(), Pass.training(5, 2))) {
                var some = gradients(model, model.into(graph, rows), graph, rows, rows, pass);
                var all = gradients(model, model.everywhere(graph), graph, everyRow(graph), rows, pass);
                assertClose(some, all);
            }
        }
    }

    private static void assertSameLogits(Gnn model, Graph graph, int[] rows, Pass pass) {
        var all = model.everywhere(graph).forward(COMPUTE, pass);
        var some = model.into(graph, rows).forward(COMPUTE, pass);
        int width = model.classes().size();
        for (int i = 0; i < rows.length; i++) {
            assertThat(Arrays.copyOfRange(some, i * width, (i + 1) * width))
                    .as("row " + rows[i])
                    .isEqualTo(Arrays.copyOfRange(all, rows[i] * width, (rows[i] + 1) * width));
        }
    }

    private static Graph denselyConnected(Case one) {
        return RandomGraphs.draw(
                new RandomGraphs.Shape(9, 400, one.sparse() ? 30 : 6, one.sparse(), one.directed()), one.seed());
    }

    private static int[] everyRow(Graph graph) {
        var out = new int[graph.nodeCount()];
        Arrays.setAll(out, row -> row);
        return out;
    }

    /** Gradients of the loss on {@code lossRows}, through a network that answers {@code outputs}. */
    private static List<float[]> gradients(
            Gnn model, NetworkPass network, Graph graph, int[] outputs, int[] lossRows, Pass pass) {
        int width = model.classes().size();
        var logits = network.forward(COMPUTE, pass);
        var gradient = new float[logits.length];
        for (int row : lossRows) {
            int at = Arrays.binarySearch(outputs, row) * width;
            var own = new float[width];
            new CrossEntropy(new int[] {graph.targets()[row]}, width, false)
                    .gradient(Arrays.copyOfRange(logits, at, at + width), own);
            System.arraycopy(own, 0, gradient, at, width);
        }
        network.backward(COMPUTE, gradient);
        return model.parameters().stream().map(p -> p.gradient().clone()).toList();
    }

    private static void assertClose(List<float[]> actual, List<float[]> expected) {
        double largest = 0;
        double worst = 0;
        for (int p = 0; p < expected.size(); p++) {
            for (int i = 0; i < expected.get(p).length; i++) {
                largest = Math.max(largest, Math.abs(expected.get(p)[i]));
                worst = Math.max(worst, Math.abs(expected.get(p)[i] - actual.get(p)[i]));
            }
        }
        assertThat(worst).isLessThan(1e-6 * largest);
    }
}
