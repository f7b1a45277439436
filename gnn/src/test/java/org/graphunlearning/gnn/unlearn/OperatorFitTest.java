package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracles: the gradient of the losses, written down once more in double, and Adam on the same losses. */
class OperatorFitTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final double RIDGE = 1e-3;

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    /** Twelve ends that look elsewhere and {@code others} that stay, alpha one half. */
    private static OperatorFit problem(int width, int others, long seed) {
        var random = new Random(seed);
        var z = gaussian(random, (12 + others) * width);
        var t = gaussian(random, (12 + others) * width);
        System.arraycopy(z, 12 * width, t, 12 * width, others * width);
        for (int i = 12 * width; i < t.length; i++) {
            t[i] += 0.01f * (float) random.nextGaussian(); // behind the first layer the neighbourhood has moved a bit
        }
        int[] rows = IntStream.range(0, 12 + others).toArray();
        var weight = new double[rows.length];
        Arrays.fill(weight, 0, 12, 0.5 / 12);
        Arrays.fill(weight, 12, weight.length, 0.5 / others);
        return new OperatorFit(width, z, rows, t, rows, weight);
    }

    private static float[] gaussian(Random random, int length) {
        var out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }

    /** The penalty: the relative one times the mean eigenvalue. */
    private static double rho(OperatorFit p) {
        double trace = 0;
        for (int i = 0; i < p.zRow().length; i++) {
            for (int k = 0; k < p.width(); k++) {
                double value = p.z()[p.zRow()[i] * p.width() + k];
                trace += p.weight()[i] * value * value;
            }
        }
        return RIDGE * trace / p.width();
    }

    private static double loss(OperatorFit p, double[] w) {
        return evaluate(p, w, new double[w.length]);
    }

    /** Loss, and its gradient into {@code gradient}. */
    private static double evaluate(OperatorFit p, double[] w, double[] gradient) {
        int d = p.width();
        double rho = rho(p);
        double loss = 0;
        for (int i = 0; i < w.length; i++) {
            double off = w[i] - (i % (d + 1) == 0 ? 1 : 0);
            loss += rho * off * off;
            gradient[i] = 2 * rho * off;
        }
        for (int i = 0; i < p.zRow().length; i++) {
            for (int c = 0; c < d; c++) {
                double residual = -p.t()[p.tRow()[i] * d + c];
                for (int k = 0; k < d; k++) {
                    residual += (double) p.z()[p.zRow()[i] * d + k] * w[k * d + c];
                }
                loss += p.weight()[i] * residual * residual;
                for (int k = 0; k < d; k++) {
                    gradient[k * d + c] += 2 * p.weight()[i] * residual * p.z()[p.zRow()[i] * d + k];
                }
            }
        }
        return loss;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
    }

    private static double[] identity(int width) {
        var out = new double[width * width];
        for (int i = 0; i < width; i++) {
            out[i * width + i] = 1;
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 33, 128})
    void theGradientVanishesAtTheSolution(int width) {
        for (long seed = 0; seed < 3; seed++) {
            for (int others : new int[] {3, 40, 400}) {
                var problem = problem(width, others, seed);
                var atIdentity = new double[width * width];
                evaluate(problem, identity(width), atIdentity);
                var gradient = new double[width * width];

                evaluate(problem, problem.solve(RIDGE, COMPUTE), gradient);

                assertThat(norm(gradient)).isLessThan(1e-8 * norm(atIdentity));
            }
        }
    }

    @Test
    void adamFindsNothingLower() {
        for (long seed = 0; seed < 3; seed++) {
            var problem = problem(6, 25, seed);
            double solved = loss(problem, problem.solve(RIDGE, COMPUTE));
            double found = loss(problem, adam(problem, 4000));

            assertThat(solved).isLessThanOrEqualTo(found);
            assertThat(found).isCloseTo(solved, within(1e-3 * solved)); // so Adam was given a fair chance
            assertThat(solved).isLessThan(0.9 * loss(problem, identity(6)));
        }
    }

    private static double[] adam(OperatorFit problem, int steps) {
        var w = identity(problem.width());
        var gradient = new double[w.length];
        var mean = new double[w.length];
        var square = new double[w.length];
        for (int step = 1; step <= steps; step++) {
            evaluate(problem, w, gradient);
            for (int i = 0; i < w.length; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
                double m = mean[i] / (1 - Math.pow(0.9, step));
                double v = square[i] / (1 - Math.pow(0.999, step));
                w[i] -= 1e-3 * m / (Math.sqrt(v) + 1e-8);
            }
        }
        return w;
    }

    @Test
    void whereEveryRowHitsItsTargetTheIdentityStaysToTheBit() {
        var noise = problem(9, 30, 4);
        var still = new OperatorFit(9, noise.z(), noise.zRow(), noise.z(), noise.zRow(), noise.weight());

        assertThat(still.solve(RIDGE, COMPUTE)).isEqualTo(identity(9));
    }

    @Test
    void rowsOfZerosLeaveTheIdentity() {
        var empty = new OperatorFit(
                4,
                new float[8],
                new int[] {0, 1},
                new float[] {1, 2, 3, 4, 5, 6, 7, 8},
                new int[] {0, 1},
                new double[] {0.5, 0.5});

        assertThat(empty.solve(RIDGE, COMPUTE)).isEqualTo(identity(4));
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        var problem = problem(96, 900, 1);
        double[] expected;
        try (var one = Compute.withThreads(1)) {
            expected = problem.solve(RIDGE, one);
        }
        for (int threads : new int[] {2, 3}) {
            try (var several = Compute.withThreads(threads)) {
                assertThat(problem.solve(RIDGE, several)).isEqualTo(expected);
            }
        }
    }
}
