package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.oracle.DenseReference;
import org.graphunlearning.gnn.oracle.Masks;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logits, loss and gradients of the float kernels against {@link DenseReference}.
 *
 * <p>Tolerances are relative to the largest entry and the float equivalent of 1e-6 in double: a float carries 6e-8, and an
 * entry sums some hundred products of both signs. Measured worst cases: logits 4.3e-7, gradients 6.5e-7.
 */
class GradientTest {
    private static final double FORWARD = 1e-6;
    private static final double BACKWARD = 2e-6;

    private static Compute compute = Compute.withThreads(1);

    @BeforeAll
    static void start() {
        compute = Compute.withThreads(2);
    }

    @AfterAll
    static void stop() {
        compute.close();
    }

    static Stream<Case> cases() {
        return Case.all(3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsEqualTheReference(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var reference = new DenseReference(one.config(), graph, Masks.none());

        assertClose(
                model.everywhere(graph).forward(compute, Pass.inference()),
                reference.logits(DenseReference.parameters(model)),
                FORWARD);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsWithDropoutEqualTheReference(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var pass = Pass.training(one.seed(), 3);
        var reference = new DenseReference(
                one.config(), graph, new KeyedMasks(graph, pass, one.config().dropout()));

        assertClose(
                model.everywhere(graph).forward(compute, pass),
                reference.logits(DenseReference.parameters(model)),
                FORWARD);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsOnScaledFeaturesEqualTheReference(Case one) {
        var graph = one.graph();
        var config = one.config().withNormalizeFeatures(true);
        var model = Gnn.initial(config, graph.features().columns(), graph.classes(), one.seed());
        var reference = new DenseReference(config, graph, Masks.none());

        assertClose(model.logits(graph, compute), reference.logits(DenseReference.parameters(model)), FORWARD);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualFiniteDifferences(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var reference = new DenseReference(one.config(), graph, Masks.none());

        assertGradients(model, graph, Pass.inference(), reference);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsWithDropoutEqualFiniteDifferences(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var pass = Pass.training(one.seed(), 3);
        var reference = new DenseReference(
                one.config(), graph, new KeyedMasks(graph, pass, one.config().dropout()));

        assertGradients(model, graph, pass, reference);
    }

    private static void assertGradients(Gnn model, Graph graph, Pass pass, DenseReference reference) {
        int[] rows = graph.trainingRows();
        double loss = backward(model, model.into(graph, rows), graph, rows, pass);
        var theta = DenseReference.parameters(model);
        var expected = reference.gradient(theta, rows);
        double largest = expected.stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();

        assertThat(loss).isCloseTo(reference.loss(theta, rows), withPercentage(1e-4));
        for (int p = 0; p < expected.size(); p++) {
            var parameter = model.parameters().get(p);
            assertThat(worst(parameter.gradient(), expected.get(p)) / largest)
                    .as(parameter.name())
                    .isLessThan(BACKWARD);
        }
    }

    /** Fills the gradients of a model for the loss on some rows, which the network answers. */
    static double backward(Gnn model, NetworkPass network, Graph graph, int[] rows, Pass pass) {
        var logits = network.forward(compute, pass);
        var gradient = new float[logits.length];
        int[] targets = Arrays.stream(rows).map(row -> graph.targets()[row]).toArray();
        double loss = new CrossEntropy(targets, model.classes().size(), false).gradient(logits, gradient);
        network.backward(compute, gradient);
        return loss;
    }

    private static double worst(float[] actual, double[] expected) {
        double out = 0;
        for (int i = 0; i < expected.length; i++) {
            out = Math.max(out, Math.abs(actual[i] - expected[i]));
        }
        return out;
    }

    /** Largest difference within {@code relative} of the largest expected value. */
    static void assertClose(float[] actual, double[][] expected, double relative) {
        var flat = Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray();
        double largest = Arrays.stream(flat).map(Math::abs).max().orElseThrow();
        assertThat(actual).hasSameSizeAs(flat);
        assertThat(worst(actual, flat) / largest).isLessThan(relative);
    }
}
