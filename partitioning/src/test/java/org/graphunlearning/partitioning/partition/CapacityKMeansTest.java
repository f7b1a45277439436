package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityKMeansTest {
    private static final long PURPOSE = 99;

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "5, 3", "8, 4", "13, 5"})
    void isLloydsAlgorithmWithRoomForAll(int clusters, int seed) {
        var random = new Random(seed);
        var points = new DenseFeatures(3, floats(random, 300 * 3));

        assertThat(run(points, clusters, 300)).containsExactly(lloyd(points, clusters));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void isLloydsAlgorithmOnAGridFullOfTies(int seed) {
        var random = new Random(seed);
        var values = new float[200 * 2];
        for (int k = 0; k < values.length; k++) {
            values[k] = random.nextInt(9);
        }
        var points = new DenseFeatures(2, values);

        assertThat(run(points, 4, 200)).containsExactly(lloyd(points, 4));
    }

    /** By the book: each point to the nearest centroid, the lowest in a tie; centroids to the means. */
    private static int[] lloyd(DenseFeatures points, int clusters) {
        double[] centroids;
        try (var compute = Compute.withThreads(1)) {
            centroids = new CapacityKMeans(points, clusters, points.rows(), compute).firstCentroids(PURPOSE);
        }
        int width = points.columns();
        var clusterOf = new int[points.rows()];
        for (int round = 0; round < CapacityKMeans.ROUNDS; round++) {
            var sums = new double[clusters * width];
            var sizes = new int[clusters];
            for (int row = 0; row < clusterOf.length; row++) {
                int nearest = nearest(points, row, centroids);
                clusterOf[row] = nearest;
                sizes[nearest]++;
                for (int d = 0; d < width; d++) {
                    sums[nearest * width + d] += points.values()[row * width + d];
                }
            }
            assertThat(sizes).as("a reference without empty clusters").doesNotContain(0);
            for (int at = 0; at < sums.length; at++) {
                centroids[at] = sums[at] / sizes[at / width];
            }
        }
        return clusterOf;
    }

    private static int nearest(DenseFeatures points, int row, double[] centroids) {
        int width = points.columns();
        int nearest = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int c = 0; c < centroids.length / width; c++) {
            double distance = 0;
            for (int d = 0; d < width; d++) {
                double difference = points.values()[row * width + d] - centroids[c * width + d];
                distance += difference * difference;
            }
            if ((float) distance < least) {
                least = (float) distance;
                nearest = c;
            }
        }
        return nearest;
    }

    @ParameterizedTest
    @CsvSource({"2, 50", "3, 34", "7, 15", "10, 10", "10, 11", "99, 2", "100, 1"})
    void fillsNoClusterBeyondItsCapacityAndLeavesNoneEmpty(int clusters, int capacity) {
        var points = new DenseFeatures(2, floats(new Random(clusters), 200));

        assertThat(sizes(run(points, clusters, capacity), clusters)).allMatch(size -> size > 0 && size <= capacity);
    }

    @ParameterizedTest
    @CsvSource({"2, 100", "5, 30", "50, 2", "100, 100"})
    void leavesNoClusterEmptyWhenAllPointsAreOne(int clusters, int capacity) {
        var points = new DenseFeatures(1, new float[100]);

        assertThat(sizes(run(points, clusters, capacity), clusters)).allMatch(size -> size > 0 && size <= capacity);
    }

    @Test
    void servesTheNearestFirst() {
        // Room for two each. Whichever points come first, the two pairs far apart are the clusters.
        var points = new DenseFeatures(1, new float[] {0, 100, 1, 101});
        var clusterOf = run(points, 2, 2);

        assertThat(clusterOf[0]).isEqualTo(clusterOf[2]).isNotEqualTo(clusterOf[1]);
        assertThat(clusterOf[1]).isEqualTo(clusterOf[3]);
    }

    @Test
    void sendsWhomItHasNoRoomForToTheOtherCluster() {
        // Three at 0 and one at 100, room for two each: the last row of the three must go.
        var points = new DenseFeatures(1, new float[] {0, 0, 0, 100});
        var clusterOf = run(points, 2, 2);

        assertThat(clusterOf[0]).isEqualTo(clusterOf[1]);
        assertThat(clusterOf[2]).isEqualTo(clusterOf[3]).isNotEqualTo(clusterOf[0]);
    }

    @Test
    void drawsFirstCentroidsFarFromEachOther() {
        // Two heaps of fifty equal points each: the second centroid cannot come from the heap of the first.
        var values = new float[100];
        Arrays.fill(values, 50, 100, 1f);
        try (var compute = Compute.withThreads(1)) {
            for (int purpose = 0; purpose < 20; purpose++) {
                assertThat(new CapacityKMeans(new DenseFeatures(1, values), 2, 50, compute).firstCentroids(purpose))
                        .containsExactlyInAnyOrder(0, 1);
            }
        }
    }

    @Test
    void refusesRoomForLessThanAllPoints() {
        assertThatThrownBy(() -> run(new DenseFeatures(1, new float[10]), 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10 points do not fill 3 clusters with room for 3 each.");
    }

    @Test
    void refusesMorePairsThanAnArrayHolds() {
        assertThatThrownBy(() -> run(new DenseFeatures(1, new float[70_000]), 50_000, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Balanced k-means sorts every pair of node and shard: 3500000000 pairs, and the limit is"
                        + " 2^31 - 9. Cut into fewer shards, or by `blpa`.");
    }

    private static int[] run(DenseFeatures points, int clusters, int capacity) {
        try (var compute = Compute.withThreads(1)) {
            return new CapacityKMeans(points, clusters, capacity, compute).run(PURPOSE);
        }
    }

    private static IntStream sizes(int[] clusterOf, int clusters) {
        return Arrays.stream(new Partition(clusters, clusterOf).sizes());
    }

    private static float[] floats(Random random, int count) {
        var out = new float[count];
        for (int k = 0; k < count; k++) {
            out[k] = random.nextFloat();
        }
        return out;
    }
}
