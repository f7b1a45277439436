package org.graphunlearning.gnn.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.DenseReference;
import org.graphunlearning.gnn.oracle.Masks;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the dense double-precision reference and its finite differences. */
class ObjectiveTest {
    private static final Graph GRAPH = RandomGraphs.draw(new RandomGraphs.Shape(24, 40, 5, true, false), 3);

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture)
                .withModel(
                        ModelConfig.defaults(architecture).withHiddenChannels(4).withHeads(2))
                .withWeightDecay(0.02);
    }

    private static Gnn model(TrainingConfig config) {
        return Gnn.initial(config.model(), GRAPH.features().columns(), GRAPH.classes(), 11);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aProductRepeatedWithoutAForwardPassHasTheSameBits(Architecture architecture) {
        var config = config(architecture);
        var model = model(config);
        var objective = Objective.of(model, GRAPH, config);
        var direction = DenseOperators.gauss(objective.length(), 1);
        var other = DenseOperators.gauss(objective.length(), 2);
        try (var compute = Compute.withThreads(1)) {
            var first = product(objective, direction, compute);
            objective.gradient(compute, new double[direction.length]);
            product(objective, other, compute);
            objective.value(compute);

            assertThat(product(objective, direction, compute)).containsExactly(first);
            assertThat(product(Objective.of(model, GRAPH, config), direction, compute))
                    .containsExactly(first);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyCallReadsThePresentParameters(Architecture architecture) {
        var config = config(architecture);
        var model = model(config);
        var objective = Objective.of(model, GRAPH, config);
        var direction = DenseOperators.gauss(objective.length(), 1);
        try (var compute = Compute.withThreads(1)) {
            product(objective, direction, compute);
            ParameterVector.assign(model, DenseOperators.gauss(objective.length(), 7));

            var fresh = Objective.of(model, GRAPH, config);
            assertThat(objective.value(compute)).isEqualTo(fresh.value(compute));
            assertThat(product(objective, direction, compute))
                    .containsExactly(product(Objective.of(model, GRAPH, config), direction, compute));
        }
    }

    @Test
    void forAModelLinearInItsParametersTheGaussNewtonMatrixIsTheHessian() {
        var config = config(Architecture.SGC);
        var model = model(config);
        var objective = Objective.of(model, GRAPH, config);
        var reference = new DenseReference(config.model(), GRAPH, Masks.none());
        int[] rows = GRAPH.trainingRows();
        for (long seed = 0; seed < 5; seed++) {
            var direction = DenseOperators.gauss(objective.length(), seed);
            double step = 1e-3;
            var theta = DenseReference.parameters(model);
            var above = gradient(reference, theta, direction, step, rows);
            var below = gradient(reference, theta, direction, -step, rows);
            try (var compute = Compute.withThreads(1)) {
                var product = product(objective, direction, compute);
                for (int i = 0; i < product.length; i++) {
                    double hessian = (above[i] - below[i]) / (2 * step) + config.weightDecay() * direction[i];
                    assertThat(product[i]).isCloseTo(hessian, offset(2e-5));
                }
            }
        }
    }

    private static double[] gradient(
            DenseReference reference, List<double[]> theta, double[] direction, double step, int[] rows) {
        int at = 0;
        var moved = new ArrayList<double[]>();
        for (var part : theta) {
            var copy = part.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] += step * direction[at++];
            }
            moved.add(copy);
        }
        return reference.gradient(moved, rows).stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] product(Objective objective, double[] direction, Compute compute) {
        var out = new double[direction.length];
        objective.curvature(compute, direction, out);
        return out;
    }
}
