package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.oracle.RandomOperators;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deletion operators inside a network: against rows multiplied in double, differences, and the pass without them. */
class OperatorPassTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    static Stream<Case> cases() {
        return Case.all(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void identitiesChangeNoBit(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var operated = RandomOperators.with(model, RandomOperators.identities(model, graph));

        assertThat(operated.logits(graph, COMPUTE)).isEqualTo(model.logits(graph, COMPUTE));
    }

    /** With one layer nothing comes after the operator, so its rows are those of the plain network times W. */
    @ParameterizedTest
    @MethodSource("cases")
    void theLastOperatorMultipliesItsRowsAndNoOthers(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var all = RandomOperators.draw(model, graph, one.seed());
        var last = lastOnly(model, all);
        var plain = model.logits(graph, COMPUTE).clone();
        int width = model.classes().size();
        var operator = last.layers().get(last.layers().size() - 1);

        var logits = RandomOperators.with(model, last).logits(graph, COMPUTE);

        for (int row = 0; row < graph.nodeCount(); row++) {
            boolean inside = Arrays.binarySearch(operator.nodes(), graph.key(row)) >= 0;
            for (int c = 0; c < width; c++) {
                double expected = plain[row * width + c];
                if (inside) {
                    expected = 0;
                    for (int k = 0; k < width; k++) {
                        expected += (double) plain[row * width + k] * operator.matrix()[k * width + c];
                    }
                }
                assertThat((double) logits[row * width + c]).isCloseTo(expected, within(inside ? 1e-4 : 0.0));
            }
        }
    }

    /** The same operators, but those before the last are the identity. */
    private static DeletionOperators lastOnly(Gnn model, DeletionOperators all) {
        var layers = new ArrayList<>(all.withoutMatrices().layers());
        for (int l = 0; l < model.layers().size(); l++) {
            boolean last = l == model.layers().size() - 1;
            layers.add(last ? all.layers().get(l) : identity(all.layers().get(l)));
        }
        return new DeletionOperators(layers, all.endpoints(), all.altered());
    }

    private static DeletionOperators.Operator identity(DeletionOperators.Operator like) {
        var matrix = new float[like.matrix().length];
        for (int i = 0; i < like.width(); i++) {
            matrix[i * like.width() + i] = 1;
        }
        return new DeletionOperators.Operator(like.width(), matrix, like.nodes());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void someRowsGetTheBitsTheyHaveAmongAll(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var operated = RandomOperators.with(model, RandomOperators.draw(model, graph, one.seed()));
        int width = model.classes().size();
        var all = operated.probabilities(graph, COMPUTE);
        int[] rows = {3, 8, 17};

        var some = operated.probabilities(graph, rows, COMPUTE);

        for (int i = 0; i < rows.length; i++) {
            assertThat(Arrays.copyOfRange(some, i * width, (i + 1) * width))
                    .isEqualTo(Arrays.copyOfRange(all, rows[i] * width, (rows[i] + 1) * width));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void backwardIsTheAdjointOfTheTangent(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var operated = RandomOperators.with(model, RandomOperators.draw(model, graph, one.seed()));
        var network = operated.into(graph, graph.trainingRows());
        network.forward(COMPUTE, Pass.inference());
        var v = Case.direction(model, one.seed());
        var jv = network.tangent(COMPUTE, v).clone();
        var u = new float[jv.length];
        var random = new Random(5);
        for (int i = 0; i < u.length; i++) {
            u[i] = (float) random.nextGaussian();
        }

        network.backward(COMPUTE, u.clone());

        double along = 0;
        for (int p = 0; p < v.size(); p++) {
            along += dot(model.parameters().get(p).gradient(), v.get(p));
        }
        assertThat(along).isCloseTo(dot(u, jv), within(4e-6 * Math.sqrt(dot(u, u) * dot(jv, jv))));
    }

    /** Central differences of the float network: coarse, but they know nothing of how a tangent is computed. */
    @ParameterizedTest
    @MethodSource("cases")
    void tangentsAreSlopes(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var operated = RandomOperators.with(model, RandomOperators.draw(model, graph, one.seed()));
        var network = operated.everywhere(graph);
        var v = Case.direction(model, one.seed());
        network.forward(COMPUTE, Pass.inference());
        var tangent = network.tangent(COMPUTE, v).clone();
        var up = moved(model, v, 1e-4f, network);
        var down = moved(model, v, -1e-4f, network);
        double size = Math.sqrt(dot(tangent, tangent) / tangent.length);
        int off = 0;
        for (int i = 0; i < tangent.length; i++) {
            double slope = (up[i] - down[i]) / 2e-4;
            off += Math.abs(slope - tangent[i]) > 0.02 * size ? 1 : 0;
        }
        // Few: a step may cross the kink of a ReLU, which moves the rows that hear of it.
        assertThat(off).isLessThanOrEqualTo(tangent.length / 8);
    }

    private static float[] moved(Gnn model, List<float[]> v, float step, NetworkPass network) {
        var before = model.parameters().stream().map(p -> p.host().clone()).toList();
        for (int p = 0; p < v.size(); p++) {
            var host = model.parameters().get(p).host();
            for (int i = 0; i < host.length; i++) {
                host[i] += step * v.get(p)[i];
            }
        }
        var out = network.forward(COMPUTE, Pass.inference()).clone();
        for (int p = 0; p < v.size(); p++) {
            model.parameters().get(p).assign(before.get(p));
        }
        return out;
    }

    @Test
    void aNetworkCanDoWithoutThemAgain() {
        var one = Case.all(1).findFirst().orElseThrow();
        var graph = one.graph();
        var model = one.model(graph);
        var network = model.everywhere(graph);
        var plain = network.forward(COMPUTE, Pass.inference()).clone();
        network.operating(RandomOperators.draw(model, graph, 3));
        assertThat(network.forward(COMPUTE, Pass.inference())).isNotEqualTo(plain);

        network.operating(null);

        assertThat(network.forward(COMPUTE, Pass.inference())).isEqualTo(plain);
    }

    @Test
    void operatorsOfAnotherShapeAreRefused() {
        var one = Case.all(1).findFirst().orElseThrow();
        var graph = one.graph();
        var model = one.model(graph);
        var wide = new DeletionOperators.Operator(2, new float[4], new long[] {1});
        var wrong = new DeletionOperators(List.of(wide, wide), new long[0], new long[0]);

        assertThatThrownBy(() -> model.with(model.sidecar().withOperators(wrong)))
                .hasMessage("The deletion operators of 2 layers do not fit the "
                        + model.layers().size() + " layers of the model.");
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
