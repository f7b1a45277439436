package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.oracle.DenseReference;
import org.graphunlearning.gnn.oracle.Masks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forward tangents: against differences of the reference, against backward, and as a Gauss-Newton product. */
class TangentTest {
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
    void tangentEqualsDifferencesOfTheReference(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var direction = Case.direction(model, one.seed());
        var reference = new DenseReference(one.config(), graph, Masks.none());
        var network = model.everywhere(graph);
        network.forward(COMPUTE, Pass.inference());

        GradientTest.assertClose(
                network.tangent(COMPUTE, direction),
                reference.tangent(DenseReference.parameters(model), direction),
                2e-6);
    }

    /** {@code <u, J v> = <J^T u, v>}: tangent and backward are each other's adjoint. */
    @ParameterizedTest
    @MethodSource("cases")
    void backwardIsTheAdjointOfTheTangent(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var network = model.into(graph, graph.trainingRows());
        network.forward(COMPUTE, Pass.inference());
        var v = Case.direction(model, one.seed());
        var jv = network.tangent(COMPUTE, v).clone();
        var u = gaussian(jv.length, one.seed());

        network.backward(COMPUTE, u.clone());

        assertThat(gradientAlong(model, v)).isCloseTo(dot(u, jv), within(2e-6 * norm(u) * norm(jv)));
    }

    /** {@code v' J' H J v >= 0} with H the Hessian of softmax cross-entropy, which is what conjugate gradients rely on. */
    @ParameterizedTest
    @MethodSource("cases")
    void gaussNewtonProductIsPositive(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var network = model.into(graph, graph.trainingRows());
        var logits = network.forward(COMPUTE, Pass.inference()).clone();
        var v = Case.direction(model, one.seed() + 1);
        var jv = network.tangent(COMPUTE, v).clone();
        var hjv = softmaxHessian(logits, jv, model.classes().size());

        network.backward(COMPUTE, hjv.clone());

        double curvature = gradientAlong(model, v);
        assertThat(curvature).isPositive().isCloseTo(dot(jv, hjv), within(1e-5 * norm(jv) * norm(hjv)));
    }

    /** {@code w' G v = v' G w}. */
    @ParameterizedTest
    @MethodSource("cases")
    void gaussNewtonProductIsSymmetric(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var network = model.everywhere(graph);
        var v = Case.direction(model, one.seed());
        var w = Case.direction(model, one.seed() + 7);
        double scale = 0;
        double[] values = new double[2];
        for (int side = 0; side < 2; side++) {
            var logits = network.forward(COMPUTE, Pass.inference()).clone();
            var jv = network.tangent(COMPUTE, side == 0 ? v : w).clone();
            network.backward(COMPUTE, softmaxHessian(logits, jv, model.classes().size()));
            values[side] = gradientAlong(model, side == 0 ? w : v);
            scale = Math.max(scale, dot(jv, jv));
        }

        assertThat(values[0]).isCloseTo(values[1], within(2e-6 * scale));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withDropoutItIsThatOfTheThinnedNetwork(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var direction = Case.direction(model, one.seed());
        var pass = Pass.training(one.seed(), 4);
        var masks = new KeyedMasks(graph, pass, one.config().dropout());
        var reference = new DenseReference(one.config(), graph, masks);
        var network = model.everywhere(graph);
        network.forward(COMPUTE, pass);

        GradientTest.assertClose(
                network.tangent(COMPUTE, direction),
                reference.tangent(DenseReference.parameters(model), direction),
                2e-6);
    }

    @Test
    void refusesToRunBeforeAForwardPass() {
        var one = Case.all(1).findFirst().orElseThrow();
        var graph = one.graph();
        var model = one.model(graph);
        var network = model.everywhere(graph);
        var direction = Case.direction(model, 1);

        assertThatThrownBy(() -> network.tangent(COMPUTE, direction))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A tangent needs a forward pass before it.");
    }

    private static float[] gaussian(int length, long seed) {
        var random = new Random(seed);
        var out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }

    private static float[] softmaxHessian(float[] logits, float[] direction, int classes) {
        var out = new float[logits.length];
        for (int start = 0; start < logits.length; start += classes) {
            double sum = 0;
            double mean = 0;
            for (int c = start; c < start + classes; c++) {
                sum += Math.exp(logits[c]);
                mean += Math.exp(logits[c]) * direction[c];
            }
            for (int c = start; c < start + classes; c++) {
                out[c] = (float) (Math.exp(logits[c]) / sum * (direction[c] - mean / sum));
            }
        }
        return out;
    }

    private static double gradientAlong(Gnn model, List<float[]> direction) {
        double sum = 0;
        for (int p = 0; p < direction.size(); p++) {
            sum += dot(model.parameters().get(p).gradient(), direction.get(p));
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double norm(float[] a) {
        return Math.sqrt(dot(a, a));
    }
}
