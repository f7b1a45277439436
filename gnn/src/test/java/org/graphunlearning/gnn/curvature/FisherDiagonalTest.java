package org.graphunlearning.gnn.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the Gauss-Newton matrix, one unit vector after the other. */
class FisherDiagonalTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Graph GRAPH = TestGraphs.random(30, 50, false, 4);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    private static TrainingConfig config(Architecture architecture) {
        var shape = ModelConfig.defaults(architecture).withHiddenChannels(3).withHeads(2);
        return TrainingConfig.defaults(architecture)
                .withModel(shape)
                .withEpochs(20)
                .withWeightDecay(0)
                .withBalancedClasses(true);
    }

    private static double[] exact(Gnn model, TrainingConfig config, int[] rows) {
        var objective = Objective.ofRows(model.copy(), GRAPH, config, rows);
        var out = new double[objective.length()];
        var product = new double[out.length];
        for (int i = 0; i < out.length; i++) {
            var unit = new double[out.length];
            unit[i] = 1;
            objective.curvature(COMPUTE, unit, product);
            out[i] = product[i];
        }
        return out;
    }

    /** The variance of one round's square is at most about twice its squared mean, so 4000 rounds give about 2 %. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theMeanOverManyRoundsIsTheDiagonal(Architecture architecture) {
        var config = config(architecture);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        int[] rows = GRAPH.trainingRows();
        var estimate = FisherDiagonal.of(model.copy(), GRAPH, config, rows, 4000, COMPUTE);
        var exact = exact(model, config, rows);

        double error = 0;
        double size = 0;
        for (int i = 0; i < exact.length; i++) {
            error += Math.abs(estimate[i] - exact[i]);
            size += exact[i];
            assertThat(estimate[i]).isBetween(0.8 * exact[i] - 1e-9, 1.2 * exact[i] + 1e-9);
        }
        assertThat(error).isLessThan(0.04 * size);
    }

    @Test
    void aPartOfTheRowsHasAPartOfTheDiagonal() {
        var config = config(Architecture.GCN);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        int[] some = Arrays.copyOf(GRAPH.trainingRows(), 5);
        var estimate = FisherDiagonal.of(model.copy(), GRAPH, config, some, 4000, COMPUTE);
        var exact = exact(model, config, some);

        assertThat(ParameterVector.norm(estimate))
                .isBetween(0.9 * ParameterVector.norm(exact), 1.1 * ParameterVector.norm(exact));
    }

    @Test
    void noRowsHaveNone() {
        var config = config(Architecture.GAT);
        var model = Trainer.fit(GRAPH, config, COMPUTE);

        assertThat(FisherDiagonal.of(model, GRAPH, config, new int[0], 2, COMPUTE))
                .containsOnly(0);
    }
}
