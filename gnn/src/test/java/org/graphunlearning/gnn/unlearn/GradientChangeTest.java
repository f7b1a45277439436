package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.DenseReference;
import org.graphunlearning.gnn.oracle.Masks;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Oracles: the difference of both graphs' whole gradients, equal up to 1e-5 of its norm in float arithmetic, and the dense
 * double-precision reference.
 */
class GradientChangeTest {
    private static final Compute COMPUTE = Compute.withThreads(1);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture)
                .withModel(
                        ModelConfig.defaults(architecture).withHiddenChannels(4).withHeads(2))
                .withWeightDecay(0.02);
    }

    /** Biases too are drawn: at zero, rows without features sit on the kink of ReLU. */
    private static Gnn model(TrainingConfig config, Graph graph, long seed) {
        var model = Gnn.initial(config.model(), graph.features().columns(), graph.classes(), seed);
        var random = new Random(seed);
        for (var parameter : model.parameters()) {
            for (int i = 0; i < parameter.length() && parameter.rows() == 1; i++) {
                parameter.host()[i] += (float) (0.3 * random.nextGaussian());
            }
        }
        return model;
    }

    private static GradientChange change(Graph graph, ForgetSet forget, TrainingConfig config, Gnn model) {
        return new GradientChange(UnlearningRequest.of(model, graph, forget, config, false), model, COMPUTE);
    }

    /** {@code (m grad(old) - m' grad(new) + (m - m') decay theta) / m'} over all rows. */
    private static double[] whole(Graph graph, ForgetSet forget, TrainingConfig config, Gnn model) {
        var out = new double[ParameterVector.length(model)];
        var after = new double[out.length];
        var left = graph.without(forget);
        Objective.of(model, graph, config.withWeightDecay(0)).gradient(COMPUTE, out);
        Objective.of(model, left, config.withWeightDecay(0)).gradient(COMPUTE, after);
        double share = (double) graph.trainingRows().length / left.trainingRows().length;
        var theta = ParameterVector.of(model);
        for (int i = 0; i < out.length; i++) {
            out[i] = share * out[i] - after[i] + (share - 1) * config.weightDecay() * theta[i];
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theAffectedRowsAloneGiveTheWholeDifference(Architecture architecture) {
        var config = config(architecture);
        var shape = new RandomGraphs.Shape(60, 60, 30, true, false);
        for (long seed = 0; seed < 5; seed++) {
            var graph = RandomGraphs.draw(shape, seed);
            var model = model(config, graph, seed);
            for (var forget : RandomRequests.ofEveryKind(graph, seed)) {
                var expected = whole(graph, forget, config, model);

                var change = change(graph, forget, config, model).fromAffectedRows();

                assertThat(distance(change, expected)).isLessThan(1e-5 * ParameterVector.norm(expected) + 1e-7);
            }
        }
    }

    @Test
    void balancedClassesTakeTheDifferenceOfAllRows() {
        var config = config(Architecture.GCN).withBalancedClasses(true);
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(60, 60, 30, true, false), 2);
        var model = model(config, graph, 2);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[4]), graph.key(graph.trainingRows()[9]));
        var before = new double[ParameterVector.length(model)];
        var after = before.clone();
        Objective.of(model, graph, config).gradient(COMPUTE, before);
        Objective.of(model, graph.without(forget), config).gradient(COMPUTE, after);

        var change = change(graph, forget, config, model).fromAffectedRows();

        for (int i = 0; i < change.length; i++) {
            assertThat(change[i]).isEqualTo(before[i] - after[i], offset(1e-7));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aForgottenLabelTakesItsOwnTermAndNoOther(Architecture architecture) {
        var config = config(architecture);
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(24, 40, 5, true, false), 6);
        var model = model(config, graph, 6);
        int row = graph.trainingRows()[5];
        int left = graph.trainingRows().length - 1;
        var theta = DenseReference.parameters(model);
        var own = new DenseReference(config.model(), graph, Masks.none())
                .gradient(theta, new int[] {row}).stream()
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
        var flat = theta.stream().flatMapToDouble(Arrays::stream).toArray();

        var change =
                change(graph, ForgetSet.ofLabels(graph.key(row)), config, model).fromAffectedRows();

        for (int i = 0; i < change.length; i++) {
            assertThat(change[i]).isEqualTo((own[i] + config.weightDecay() * flat[i]) / left, offset(2e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void anotherComponentWithoutTrainingNodesChangesNothing(Architecture architecture) {
        var config = config(architecture);
        var graph = twoComponents(5);
        var model = model(config, graph, 5);
        int n = graph.nodeCount();
        for (var forget : List.of(
                ForgetSet.ofNodes(graph.key(n - 3)),
                ForgetSet.ofEdge(graph.key(n - 3), graph.key(n - 2)),
                ForgetSet.ofFeatures(graph.key(n - 1)))) {
            assertThat(change(graph, forget, config, model).fromAffectedRows()).containsOnly(0);
        }
    }

    /** The drawn graph and a path of three unlabelled nodes beside it. */
    static Graph twoComponents(long seed) {
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(40, 80, 6, true, false), seed);
        int n = graph.nodeCount();
        var labels = new Object[n];
        for (int row = 0; row < n; row++) {
            int label = graph.labels().ofRow()[row];
            labels[row] = label < 0 || row >= n - 3
                    ? null
                    : graph.labels().vocabulary().get(label);
        }
        var sources = new ArrayList<Integer>(List.of(n - 3, n - 2));
        var targets = new ArrayList<Integer>(List.of(n - 2, n - 1));
        for (int row = 0; row < n - 3; row++) {
            for (int k = graph.adjacency().ptr()[row]; k < graph.adjacency().ptr()[row + 1]; k++) {
                if (graph.adjacency().idx()[k] < row) {
                    sources.add(graph.adjacency().idx()[k]);
                    targets.add(row);
                }
            }
        }
        var adjacency = Adjacency.of(
                n,
                sources.stream().mapToInt(i -> i).toArray(),
                targets.stream().mapToInt(i -> i).toArray(),
                sources.size(),
                false);
        return Graph.of(graph.keys(), adjacency, graph.features(), Labels.of(labels), graph.split());
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void noLabelOutsideTheTrainingSplitIsRead(Architecture architecture) {
        var config = config(architecture);
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(60, 90, 6, true, false), 8);
        var model = model(config, graph, 8);
        var random = new Random(8);
        var labels = new Object[graph.nodeCount()];
        for (int row = 0; row < labels.length; row++) {
            int label = graph.labels().ofRow()[row];
            boolean trains = graph.split().role(row) == Role.TRAIN;
            labels[row] = trains
                    ? label < 0 ? null : graph.labels().vocabulary().get(label)
                    : (Object) (long) random.nextInt(3);
        }
        var other = Graph.of(graph.keys(), graph.adjacency(), graph.features(), Labels.of(labels), graph.split());
        for (var forget : RandomRequests.ofEveryKind(graph, 8)) {
            assertThat(change(other, forget, config, model).fromAffectedRows())
                    .containsExactly(change(graph, forget, config, model).fromAffectedRows());
        }
    }

    @Test
    void aBatchIsTheUnionInAnyOrder() {
        var config = config(Architecture.GCN);
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(60, 90, 6, true, false), 9);
        var model = model(config, graph, 9);
        var requests = RandomRequests.ofEveryKind(graph, 9);
        var one = ForgetSet.nothing();
        var other = ForgetSet.nothing();
        for (int i = 0; i < 5; i++) {
            one = one.and(requests.get(i));
            other = requests.get(i).and(other);
        }

        assertThat(change(graph, one, config, model).fromAffectedRows())
                .containsExactly(change(graph, other, config, model).fromAffectedRows());
    }

    private static double distance(double[] a, double[] b) {
        var difference = a.clone();
        for (int i = 0; i < a.length; i++) {
            difference[i] -= b[i];
        }
        return ParameterVector.norm(difference);
    }
}
