package org.graphunlearning.gnn.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the objective itself, and for a convex one its gradient at the end. */
class LevenbergMarquardtTest {
    private static final Compute COMPUTE = Compute.withThreads(1);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture)
                .withModel(
                        ModelConfig.defaults(architecture).withHiddenChannels(4).withHeads(2))
                .withWeightDecay(0.01);
    }

    private static Graph graph(long seed) {
        return RandomGraphs.draw(new RandomGraphs.Shape(40, 70, 6, true, false), seed);
    }

    private static Gnn model(TrainingConfig config, Graph graph, long seed) {
        return Gnn.initial(config.model(), graph.features().columns(), graph.classes(), seed);
    }

    private static double norm(Objective objective) {
        var gradient = new double[objective.length()];
        objective.gradient(COMPUTE, gradient);
        return ParameterVector.norm(gradient);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void noStepRaisesTheObjective(Architecture architecture) {
        var config = config(architecture);
        for (long seed = 0; seed < 4; seed++) {
            var graph = graph(seed);
            var model = model(config, graph, seed);
            var objective = Objective.of(model, graph, config);
            double first = objective.value(COMPUTE);
            double last = first;
            for (int step = 0; step < 5; step++) {
                var settings = new LevenbergMarquardt.Settings(1, 10, 1e-2);

                LevenbergMarquardt.descend(model, objective, settings, COMPUTE);

                double value = objective.value(COMPUTE);
                assertThat(value).isLessThanOrEqualTo(last * (1 + 1e-7));
                last = value;
            }
            assertThat(last).isLessThan(first - 0.01);
        }
    }

    /** Newton's method: on a smooth convex objective the gradient shrinks with its own square. */
    @Test
    void onALinearModelAStepReducesTheGradientQuadratically() {
        var config = config(Architecture.SGC);
        for (long seed = 0; seed < 5; seed++) {
            var graph = graph(seed);
            var model = model(config, graph, seed);
            var objective = Objective.of(model, graph, config);
            LevenbergMarquardt.descend(model, objective, new LevenbergMarquardt.Settings(12, 200, 1e-3), COMPUTE);
            double converged = norm(objective);
            var optimum = ParameterVector.of(model);
            var away = DenseOperators.gauss(optimum.length, seed);
            double constant = 0;
            for (double distance : new double[] {0.4, 0.2, 0.1, 0.05}) {
                var start = optimum.clone();
                for (int i = 0; i < start.length; i++) {
                    start[i] += distance * away[i];
                }
                ParameterVector.assign(model, start);
                var gradient = new double[start.length];
                objective.gradient(COMPUTE, gradient);
                var step = ConjugateGradients.solve(objective, gradient, 0, 400, 1e-8, COMPUTE);
                for (int i = 0; i < start.length; i++) {
                    start[i] -= step[i];
                }
                ParameterVector.assign(model, start);
                double before = ParameterVector.norm(gradient);
                if (constant == 0) {
                    constant = norm(objective) / (before * before);
                }
                assertThat(norm(objective)).isLessThan(3 * constant * before * before + 3e-6);
                assertThat(norm(objective)).isLessThan(0.3 * before);
            }
            assertThat(converged).isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void followingNoChangeMovesNoBit(Architecture architecture) {
        var config = config(architecture);
        var graph = graph(1);
        var model = model(config, graph, 1);
        var before = model.sha256();
        var objective = Objective.thinned(model, graph, config, 2);
        var settings = new LevenbergMarquardt.Settings(3, 10, 1e-3);

        int steps = LevenbergMarquardt.follow(model, objective, new double[objective.length()], settings, COMPUTE);

        assertThat(steps).isZero();
        assertThat(model.sha256()).isEqualTo(before);
    }

    /** On a convex objective it ends where the gradient has moved by exactly the pull. */
    @Test
    void followingAChangeEndsWhereTheGradientIsWhatItWasPlusTheChange() {
        var config = config(Architecture.SGC);
        var graph = graph(3);
        var model = model(config, graph, 3);
        var objective = Objective.of(model, graph, config);
        var start = new double[objective.length()];
        objective.gradient(COMPUTE, start);
        var pull = DenseOperators.gauss(start.length, 3);
        for (int i = 0; i < pull.length; i++) {
            pull[i] *= 1e-3;
        }

        LevenbergMarquardt.follow(model, objective, pull, new LevenbergMarquardt.Settings(10, 200, 1e-3), COMPUTE);

        var end = new double[start.length];
        objective.gradient(COMPUTE, end);
        for (int i = 0; i < end.length; i++) {
            end[i] -= start[i] + pull[i];
        }
        assertThat(ParameterVector.norm(end)).isLessThan(2e-3 * ParameterVector.norm(pull));
    }
}
