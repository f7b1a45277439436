package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of the losses away from what is forgotten. Oracle: central differences along the gradient. */
class PullAndPushTest {
    private static final Compute COMPUTE = Compute.withThreads(1);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    /** Of a path of three whose first node is wrong, each other node has one clean neighbour: nothing is left to the draw. */
    private static Graph path(int nodes) {
        var keys = new long[nodes];
        var labels = new Object[nodes];
        var values = new float[nodes * 3];
        for (int i = 0; i < nodes; i++) {
            keys[i] = 1337 + 3L * i;
            labels[i] = (long) (i % 2);
            for (int c = 0; c < 3; c++) {
                values[3 * i + c] = (float) (1 + StrictMath.sin(5 * i + 2 * c));
            }
        }
        var roles = new byte[nodes];
        Arrays.fill(roles, (byte) Role.TRAIN.ordinal());
        var sources = new int[nodes - 1];
        var targets = new int[nodes - 1];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = i;
            targets[i] = i + 1;
        }
        return Graph.of(
                keys,
                Adjacency.of(nodes, sources, targets, sources.length, false),
                new DenseFeatures(3, values),
                Labels.of(labels),
                new Split(roles));
    }

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture)
                .withModel(ModelConfig.defaults(architecture).withHiddenChannels(8))
                .withEpochs(100);
    }

    private static void checkAlongTheGradient(Gnn model, ToDoubleFunction<Gnn> loss) {
        var gradient = new double[ParameterVector.length(model)];
        ParameterVector.gradient(model, gradient);
        double[] start = ParameterVector.of(model);
        double norm = ParameterVector.norm(gradient);
        double step = 2e-3;
        double[] values = new double[2];
        for (int side = 0; side < 2; side++) {
            var moved = start.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (side == 0 ? step : -step) * gradient[i] / norm;
            }
            ParameterVector.assign(model, moved);
            values[side] = loss.applyAsDouble(model);
        }
        assertThat((values[0] - values[1]) / (2 * step)).isCloseTo(norm, offset(0.02 * norm));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theUniformTarget(Architecture architecture) {
        var graph = path(6);
        var model = Trainer.fit(graph, config(architecture), COMPUTE);
        int[] rows = {1, 2, 4};
        new UniformTarget(model, graph, rows).gradient(COMPUTE);

        checkAlongTheGradient(model, moved -> {
            float[] p = moved.probabilities(graph, rows, COMPUTE);
            double sum = 0;
            for (float value : p) {
                sum -= StrictMath.log(value) / (2 * rows.length);
            }
            return sum;
        });
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theContrast(Architecture architecture) {
        var graph = path(3);
        var config = config(architecture);
        var model = Trainer.fit(graph, config, COMPUTE);
        var request = UnlearningRequest.of(model, graph, ForgetSet.ofNodes(graph.key(0)), config, true);
        var influenced = Influenced.of(request, 100, COMPUTE);
        float[] bad = model.probabilities(graph, new int[] {0}, COMPUTE);
        float[] fixed = model.probabilities(request.after(), COMPUTE);
        var moving = model.copy();
        boolean any = new Contrast(moving, request, influenced).gradient(COMPUTE, 0);

        assertThat(any).isTrue();
        assertThat(influenced.rows()).containsExactly(0, 1);
        checkAlongTheGradient(moving, moved -> {
            float[] p = moved.probabilities(request.after(), COMPUTE);
            double first = term(p, 0, fixed, 1, bad);
            return (first + term(p, 1, fixed, 0, bad)) / 2;
        });
    }

    private static double term(float[] p, int own, float[] fixed, int neighbour, float[] bad) {
        double same = 0;
        double wrong = 0;
        for (int c = 0; c < 2; c++) {
            same += p[2 * own + c] * fixed[2 * neighbour + c];
            wrong += p[2 * own + c] * bad[c];
        }
        return -StrictMath.log(same) - StrictMath.log(1 - wrong);
    }
}
