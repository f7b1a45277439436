package org.graphunlearning.partitioning.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracles: uniform weights, a grid over the simplex, and the Karush-Kuhn-Tucker conditions of the projection. */
class SimplexWeightsTest {
    private static double[][] random(int shards, int samples, long seed) {
        var random = new Random(seed);
        var right = new double[shards][];
        for (int s = 0; s < shards; s++) {
            right[s] = random.doubles(samples, 0, 1).toArray();
        }
        return right;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20})
    void aPerfectShardAmongRandomOnesGetsNearlyAllWeight(int shards) {
        for (int seed = 0; seed < 10; seed++) {
            var right = random(shards, 200, seed);
            Arrays.fill(right[1], 1);

            assertThat(SimplexWeights.solve(right)[1]).isGreaterThan(0.9);
        }
    }

    @Test
    void weightsLieOnTheSimplex() {
        for (int seed = 0; seed < 200; seed++) {
            var weights = SimplexWeights.solve(random(1 + seed % 9, seed % 30, seed));

            assertThat(Arrays.stream(weights)).allMatch(weight -> weight >= 0);
            assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void weightsAreNeverWorseThanUniformOnes() {
        for (int seed = 0; seed < 200; seed++) {
            var right = random(2 + seed % 9, 1 + seed % 30, seed);
            var uniform = new double[right.length];
            Arrays.fill(uniform, 1.0 / uniform.length);

            assertThat(SimplexWeights.objective(right, SimplexWeights.solve(right)))
                    .isLessThanOrEqualTo(SimplexWeights.objective(right, uniform));
        }
    }

    @Test
    void noPointOfAGridIsBetterForTwoShards() {
        for (int seed = 0; seed < 20; seed++) {
            var right = random(2, 40, seed);
            double solved = SimplexWeights.objective(right, SimplexWeights.solve(right));
            for (int i = 0; i <= 200; i++) {
                double[] point = {i / 200.0, 1 - i / 200.0};

                assertThat(solved).isLessThanOrEqualTo(SimplexWeights.objective(right, point) + 1e-6);
            }
        }
    }

    @Test
    void noPointOfAGridIsBetterForThreeShards() {
        for (int seed = 0; seed < 20; seed++) {
            var right = random(3, 40, seed);
            double solved = SimplexWeights.objective(right, SimplexWeights.solve(right));
            for (int i = 0; i <= 40; i++) {
                for (int j = 0; j <= 40 - i; j++) {
                    double[] point = {i / 40.0, j / 40.0, (40 - i - j) / 40.0};

                    assertThat(solved).isLessThanOrEqualTo(SimplexWeights.objective(right, point) + 1e-6);
                }
            }
        }
    }

    @Test
    void shardsThatAllKnowNothingShareEqually() {
        assertThat(SimplexWeights.solve(new double[4][10])).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    @Test
    void withoutSamplesWeightsAreUniform() {
        assertThat(SimplexWeights.solve(new double[4][0])).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    @Test
    void theSameInputGivesTheSameBits() {
        assertThat(SimplexWeights.solve(random(6, 50, 1))).containsExactly(SimplexWeights.solve(random(6, 50, 1)));
    }

    /** The nearest point of the simplex is max(0, x - t) for one t (KKT), and there is only one such point. */
    @Test
    void theProjectionSatisfiesTheOptimalityConditions() {
        for (int seed = 0; seed < 200; seed++) {
            var point = new Random(seed).doubles(1 + seed % 7, -2, 2).toArray();
            var projected = SimplexWeights.projected(point);
            double shift = Double.NaN;
            for (int s = 0; s < point.length; s++) {
                shift = projected[s] > 0 ? point[s] - projected[s] : shift;
            }
            for (int s = 0; s < point.length; s++) {
                assertThat(projected[s]).isCloseTo(Math.max(0, point[s] - shift), within(1e-12));
            }
        }
    }

    @Test
    void theProjectionLiesOnTheSimplex() {
        for (int seed = 0; seed < 200; seed++) {
            var projected = SimplexWeights.projected(
                    new Random(seed).doubles(1 + seed % 7, -2, 2).toArray());

            assertThat(Arrays.stream(projected)).allMatch(value -> value >= 0);
            assertThat(Arrays.stream(projected).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aPointOfTheSimplexIsItsOwnProjection() {
        assertThat(SimplexWeights.projected(new double[] {0.25, 0, 0.75}))
                .containsExactly(new double[] {0.25, 0, 0.75}, within(1e-15));
    }
}
