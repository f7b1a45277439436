package org.graphunlearning.gnn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.sidecar.LogisticState;
import org.graphunlearning.gnn.sidecar.SidecarCodec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Oracles: the objective written out in plain double arithmetic, its central differences, and an optimiser of Commons Math. */
class LogisticHeadTest {
    private static final Graph GRAPH = TestGraphs.random(80, 160, false, 3);
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static LinearFit.Config config(double weightDecay, double perturbation) {
        var model = ModelConfig.defaults(Architecture.SGC).withNormalizeFeatures(false);
        return new LinearFit.Config(model, new HeadConfig(HeadConfig.Kind.LOGISTIC, 0, perturbation), weightDecay, 17);
    }

    /** More columns than the dense solver takes. */
    private static Graph wide() {
        return RandomGraphs.draw(new RandomGraphs.Shape(60, 120, 400, false, false), 5);
    }

    private static LogisticState state(Gnn model) {
        return Objects.requireNonNull(model.sidecar().logistic());
    }

    private static double[] gaussian(Random random, int length, double scale) {
        return random.doubles(length).map(x -> scale * random.nextGaussian()).toArray();
    }

    /** The objective in the order of its definition. */
    private record Plain(double[][] z, double[] y, double penalty, double[] noise) {
        static Plain of(Graph graph, LinearFit.Config config, int cls, double[] noise) {
            int[] rows = graph.trainingRows();
            var values = PropagatedRows.of(graph, rows, config, COMPUTE);
            var z = new double[rows.length][values.columns()];
            var y = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(values.values(), i * values.columns(), z[i], 0, values.columns());
                y[i] = graph.targets()[rows[i]] == cls ? 1 : -1;
            }
            return new Plain(z, y, config.weightDecay() * rows.length, noise);
        }

        double value(double[] w) {
            double sum = 0;
            for (int c = 0; c < w.length; c++) {
                sum += penalty / 2 * w[c] * w[c] + noise[c] * w[c];
            }
            for (int i = 0; i < y.length; i++) {
                sum += Math.log(1 + Math.exp(-y[i] * margin(i, w)));
            }
            return sum;
        }

        double[] gradient(double[] w) {
            var out = new double[w.length];
            for (int c = 0; c < w.length; c++) {
                out[c] = penalty * w[c] + noise[c];
                for (int i = 0; i < y.length; i++) {
                    out[c] -= y[i] * z[i][c] / (1 + Math.exp(y[i] * margin(i, w)));
                }
            }
            return out;
        }

        private double margin(int i, double[] w) {
            double sum = 0;
            for (int c = 0; c < w.length; c++) {
                sum += z[i][c] * w[c];
            }
            return sum;
        }
    }

    @Test
    void valueAndGradientAreThoseOfTheDefinition() {
        var config = config(1e-2, 0);
        var loss = LogisticLoss.of(GRAPH, config, COMPUTE);
        var random = new Random(1);
        for (int trial = 0; trial < 20; trial++) {
            int cls = trial % 3;
            var noise = gaussian(random, loss.columns(), 0.3);
            var w = gaussian(random, loss.columns(), 2);
            var plain = Plain.of(GRAPH, config, cls, noise);
            var gradient = new double[w.length];

            double norm = loss.gradient(cls, w, noise, gradient);

            assertThat(loss.value(cls, w, noise)).isCloseTo(plain.value(w), within(1e-10));
            assertThat(norm * norm).isCloseTo(LogisticLoss.dot(gradient, 0, gradient, 0, w.length), within(1e-9));
            for (int c = 0; c < w.length; c++) {
                double h = 1e-5;
                w[c] += h;
                double above = plain.value(w);
                w[c] -= 2 * h;
                double below = plain.value(w);
                w[c] += h;
                assertThat(gradient[c]).isCloseTo((above - below) / (2 * h), within(1e-7));
            }
        }
    }

    @Test
    void theOptimumIsTheOneAnotherOptimiserFinds() {
        var config = config(1e-2, 0.2);
        var state = state(LogisticHead.fit(GRAPH, config, COMPUTE));
        for (int cls = 0; cls < state.classes(); cls++) {
            var plain = Plain.of(GRAPH, config, cls, LogisticHead.column(state.noise(), state.classes(), cls));
            MultivariateFunction value = plain::value;
            var found = new NonLinearConjugateGradientOptimizer(
                            NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                            (iteration, before, after) -> iteration >= 200,
                            1e-14,
                            1e-14,
                            1e-3)
                    .optimize(
                            new MaxEval(100_000),
                            new ObjectiveFunction(value),
                            new ObjectiveFunctionGradient(plain::gradient),
                            GoalType.MINIMIZE,
                            new InitialGuess(new double[state.columns()]))
                    .getPoint();

            assertThat(LogisticHead.column(state.weights(), state.classes(), cls))
                    .containsExactly(found, within(1e-5));
        }
    }

    @Test
    void noGradientIsLeftAtTheOptimumWhicheverSolverFindsIt() {
        for (var graph : new Graph[] {GRAPH, wide()}) {
            for (double decay : new double[] {1e-5, 1e-3, 1e-1}) {
                var config = config(decay, 0.5);
                var loss = LogisticLoss.of(graph, config, COMPUTE);
                var state = state(LogisticHead.fit(graph, config, COMPUTE));
                for (int cls = 0; cls < state.classes(); cls++) {
                    var noise = LogisticHead.column(state.noise(), state.classes(), cls);
                    var left = Plain.of(graph, config, cls, noise)
                            .gradient(LogisticHead.column(state.weights(), state.classes(), cls));

                    assertThat(LogisticLoss.norm(left)).isLessThan(2 * loss.tolerance());
                    assertThat(state.spent()[cls]).isLessThanOrEqualTo(loss.tolerance());
                }
            }
        }
    }

    @Test
    void bothSolversInvertTheHessian() {
        var random = new Random(2);
        for (var graph : new Graph[] {GRAPH, wide()}) {
            var loss = LogisticLoss.of(graph, config(1e-3, 0), COMPUTE);
            var v = gaussian(random, loss.columns(), 1);
            var hessian = loss.hessian(gaussian(random, loss.columns(), 0.3));
            var back = new double[v.length];

            hessian.times(hessian.solve(v, 1e-12, COMPUTE), back);

            assertThat(back).containsExactly(v, within(1e-8));
        }
    }

    @Test
    void aNewtonStepSquaresTheDistance() {
        var config = config(1e-2, 0);
        var loss = LogisticLoss.of(GRAPH, config, COMPUTE);
        var best = LogisticHead.column(
                state(LogisticHead.fit(GRAPH, config, COMPUTE)).weights(), 3, 1);
        var direction = gaussian(new Random(4), best.length, 1);
        var left = new double[3];
        for (int k = 0; k < left.length; k++) {
            var w = best.clone();
            for (int c = 0; c < w.length; c++) {
                w[c] += direction[c] * 0.02 / (1 << k);
            }
            var gradient = new double[w.length];
            loss.gradient(1, w, new double[w.length], gradient);
            var step = loss.hessian(w).solve(gradient, 1e-12, COMPUTE);
            for (int c = 0; c < w.length; c++) {
                w[c] -= step[c];
            }
            left[k] = loss.gradient(1, w, new double[w.length], gradient);
        }

        assertThat(left[0] / left[1]).isBetween(3.5, 4.5);
        assertThat(left[1] / left[2]).isBetween(3.5, 4.5);
    }

    @Test
    void theSpectralBoundIsAboveTheLargestSingularValueAndNotFarOff() {
        for (var graph : new Graph[] {GRAPH, wide(), TestGraphs.random(200, 900, true, 8)}) {
            var config = config(1e-3, 0);
            var loss = LogisticLoss.of(graph, config, COMPUTE);
            var z = MatrixUtils.createRealMatrix(
                    Plain.of(graph, config, 0, new double[loss.columns()]).z());
            double truth = new SingularValueDecomposition(z).getNorm();

            assertThat(loss.spectralBound()).isBetween(truth, loss.size() * (1 + 1e-5));
        }
        var nonnegative = LogisticLoss.of(GRAPH, config(1e-3, 0), COMPUTE);
        var z = Plain.of(GRAPH, config(1e-3, 0), 0, new double[nonnegative.columns()])
                .z();
        assertThat(nonnegative.spectralBound()
                        / new SingularValueDecomposition(MatrixUtils.createRealMatrix(z)).getNorm())
                .isBetween(1.0, 1.00001);
    }

    @Test
    void theModelAnswersWithTheWeightsItCarries() {
        var config = config(1e-3, 0.1);
        var model = LogisticHead.fit(GRAPH, config, COMPUTE);
        var loss = LogisticLoss.of(GRAPH, config, COMPUTE);
        var logits = model.logits(GRAPH, COMPUTE);
        int[] rows = GRAPH.trainingRows();
        for (int cls = 0; cls < 3; cls++) {
            var expected = loss.times(LogisticHead.column(state(model).weights(), 3, cls));
            for (int i = 0; i < rows.length; i++) {
                assertThat((double) logits[rows[i] * 3 + cls]).isCloseTo(expected[i], within(1e-4));
            }
        }
    }

    @Test
    void threadsMoveNoBit() {
        try (var one = Compute.withThreads(1);
                var five = Compute.withThreads(5)) {
            for (var graph : new Graph[] {GRAPH, wide()}) {
                assertThat(state(LogisticHead.fit(graph, config(1e-3, 1), one)).weights())
                        .isEqualTo(state(LogisticHead.fit(graph, config(1e-3, 1), five))
                                .weights());
            }
        }
    }

    @Test
    void noDeletionMovesTheNoiseAndEveryRoundDrawsItAnew() {
        var config = config(1e-3, 1);
        var noise = state(LogisticHead.fit(GRAPH, config, COMPUTE)).noise();
        var after = GRAPH.without(ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[0])));

        assertThat(state(LogisticHead.fit(after, config, COMPUTE)).noise()).isEqualTo(noise);
        assertThat(state(LogisticHead.fit(GRAPH, config, 1, COMPUTE)).noise()).doesNotContain(noise);
    }

    @Test
    void theNoiseIsGaussian() {
        var noise = LogisticNoise.forPublication(config(1e-3, 0), 5000, 4, 3, 2);
        double mean = 0;
        double square = 0;
        int beyond = 0;
        for (double x : noise) {
            mean += x / noise.length;
            square += x * x / noise.length;
            beyond += Math.abs(x) > 2 * 1.959964 ? 1 : 0;
        }
        // Five standard errors of 20,000 draws.
        assertThat(mean).isCloseTo(0, within(5 * 2 / Math.sqrt(20_000)));
        assertThat(square).isCloseTo(4, within(5 * 4 * Math.sqrt(2.0 / 20_000)));
        assertThat(beyond / 20_000.0).isCloseTo(0.05, within(5 * Math.sqrt(0.05 * 0.95 / 20_000)));
    }

    @Test
    void theStateSurvivesItsBytes() {
        var sidecar = LogisticHead.fit(GRAPH, config(1e-3, 1), 2, COMPUTE).sidecar();
        var back = Objects.requireNonNull(
                SidecarCodec.decode(SidecarCodec.encode(sidecar)).logistic());
        var state = Objects.requireNonNull(sidecar.logistic());

        assertThat(back.weights()).isEqualTo(state.weights());
        assertThat(back.noise()).isEqualTo(state.noise());
        assertThat(back.spent()).isEqualTo(state.spent());
        assertThat(back.round()).isEqualTo(2);
    }

    @Test
    void refusesToFitWithoutAPenalty() {
        assertThatThrownBy(() -> LinearFit.fit(GRAPH, config(0, 0), COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The head `logistic` needs a positive `weightDecay`, not 0.0, for its optimum to exist; 0.01"
                                + " is usual.");
    }
}
