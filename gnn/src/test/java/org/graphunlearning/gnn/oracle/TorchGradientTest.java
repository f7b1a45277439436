package org.graphunlearning.gnn.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our gradients against PyTorch's autograd, both in float: at most 2e-6 of the largest entry apart (measured 6e-7), where 1e-4
 * is asked for. Skipped where the native library of PyTorch does not load.
 */
class TorchGradientTest {
    private static final double TOLERANCE = 2e-6;

    @BeforeAll
    static void requirePyTorch() {
        try {
            assertThat(Engine.getEngine("PyTorch").getEngineName()).isEqualTo("PyTorch");
        } catch (EngineException | LinkageError | IllegalStateException e) {
            abort("PyTorch's native library does not load here, so its gradients cannot be compared: " + e);
        }
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Architecture.values())
                .flatMap(architecture -> Stream.of(1, 2, 3).flatMap(layers -> Stream.of(true, false)
                        .map(directed -> Arguments.of(architecture, layers, directed))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualThoseOfPyTorch(Architecture architecture, int layers, boolean directed) {
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(31, 70, 8, false, directed), 11);
        var config = new ModelConfig(architecture, layers, 6, 3, 0, false);
        var model = Gnn.initial(config, 8, graph.classes(), 5);
        // Off zero, where rows without features sit on the kink of ReLU.
        model.parameters().stream().filter(p -> p.rows() == 1).forEach(p -> {
            for (int i = 0; i < p.length(); i++) {
                p.host()[i] += 0.05f * (i + 1);
            }
        });

        double loss = backward(model, graph);
        var expected = TorchLoss.gradients(model, graph);

        assertThat(loss).isCloseTo(expected.get(0)[0], within(1e-5 * loss));
        assertClose(model, expected.subList(1, expected.size()));
    }

    private static double backward(Gnn model, Graph graph) {
        int[] rows = graph.trainingRows();
        int[] targets = Arrays.stream(rows).map(row -> graph.targets()[row]).toArray();
        try (var compute = Compute.withThreads(1)) {
            var network = model.into(graph, rows);
            var logits = network.forward(compute, Pass.inference());
            var gradient = new float[logits.length];
            double loss = new CrossEntropy(targets, graph.classes().size(), false).gradient(logits, gradient);
            network.backward(compute, gradient);
            return loss;
        }
    }

    private static void assertClose(Gnn model, List<float[]> expected) {
        double largest = 0;
        double worst = 0;
        for (int p = 0; p < expected.size(); p++) {
            var actual = model.parameters().get(p).gradient();
            assertThat(actual).hasSameSizeAs(expected.get(p));
            for (int i = 0; i < actual.length; i++) {
                largest = Math.max(largest, Math.abs(expected.get(p)[i]));
                worst = Math.max(worst, Math.abs(expected.get(p)[i] - actual[i]));
            }
        }
        assertThat(worst / largest).isLessThan(TOLERANCE);
    }
}
