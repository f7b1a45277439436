package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.DenseFeatures;

/**
 * k-means whose clusters have room for so many points (Chen et al., Graph Unlearning, 2022): in each round all pairs of
 * point and centroid are served by ascending distance, ties by row and then cluster; a point takes the first cluster that
 * still has room. With room for all it is Lloyd's algorithm. First centroids as in k-means++ (Arthur and Vassilvitskii,
 * 2007).
 *
 * <p>No cluster is ever empty: one that would be gets the point furthest from its centroid among clusters of two or more.
 * A round costs {@code O(nk (w + log nk))} for points {@code w} wide and memory eight bytes per pair, at most 2^31 - 9
 * pairs. Ends when a round moves nobody, after {@value #ROUNDS} at the latest. Does not guarantee the closest assignment
 * there is under the capacity, nor an interrupt check during a sort.
 */
final class CapacityKMeans {
    static final int ROUNDS = 20;

    private final DenseFeatures points;
    private final int clusters;
    private final int capacity;
    private final Compute compute;
    private final double[] centroids;
    private final long[] pairs;

    /**
     * Checks that all points find room.
     *
     * @param clusters 1 to the number of points
     * @param capacity of each cluster
     */
    CapacityKMeans(DenseFeatures points, int clusters, int capacity, Compute compute) {
        int n = points.rows();
        if (clusters > n || (long) clusters * capacity < n) {
            throw new IllegalArgumentException(
                    n + " points do not fill " + clusters + " clusters with room for " + capacity + " each.");
        }
        long count = (long) n * clusters;
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Balanced k-means sorts every pair of node and shard: " + count
                    + " pairs, and the limit is 2^31 - 9. Cut into fewer shards, or by `"
                    + BalancedLabelPropagation.NAME + "`.");
        }
        this.points = points;
        this.clusters = clusters;
        this.capacity = capacity;
        this.compute = compute;
        this.centroids = new double[Math.multiplyExact(clusters, points.columns())];
        this.pairs = new long[(int) count];
    }

    /** Cluster of each point. */
    int[] run(long purpose) {
        System.arraycopy(firstCentroids(purpose), 0, centroids, 0, centroids.length);
        var clusterOf = assign();
        for (int round = 1; round < ROUNDS; round++) {
            moveCentroids(clusterOf);
            var next = assign();
            if (Arrays.equals(next, clusterOf)) {
                break;
            }
            clusterOf = next;
        }
        return clusterOf;
    }

    /** Points drawn in proportion to their squared distance from the nearest point drawn before. */
    double[] firstCentroids(long purpose) {
        int n = points.rows();
        int width = points.columns();
        var drawn = new double[centroids.length];
        var nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int row = (int) (CounterRng.uniform(purpose, 0) * n);
        for (int c = 0; c < clusters; c++) {
            int start = c * width;
            for (int d = 0; d < width; d++) {
                drawn[start + d] = points.values()[row * width + d];
            }
            compute.rows(n, (long) n * width, (from, to) -> {
                for (int r = from; r < to; r++) {
                    nearest[r] = Math.min(nearest[r], squaredDistance(r, drawn, start));
                }
            });
            row = draw(nearest, CounterRng.uniform(purpose, c + 1L));
        }
        return drawn;
    }

    /** The first row when all weigh nothing: then every point is drawn already, and any will do. */
    private static int draw(double[] weights, double uniform) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = uniform * sum;
        int last = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                last = row;
                left -= weights[row];
                if (left < 0) {
                    return row;
                }
            }
        }
        return last;
    }

    private double squaredDistance(int row, double[] to, int start) {
        int width = points.columns();
        double sum = 0;
        for (int d = 0; d < width; d++) {
            double difference = points.values()[row * width + d] - to[start + d];
            sum += difference * difference;
        }
        return sum;
    }

    private int[] assign() {
        int n = points.rows();
        sortPairs();
        var clusterOf = new int[n];
        Arrays.fill(clusterOf, -1);
        var size = new int[clusters];
        int left = n;
        for (int at = 0; left > 0; at++) {
            int pair = (int) pairs[at];
            int row = pair / clusters;
            int cluster = pair % clusters;
            if (clusterOf[row] < 0 && size[cluster] < capacity) {
                clusterOf[row] = cluster;
                size[cluster]++;
                left--;
            }
        }
        fillEmpty(clusterOf, size);
        return clusterOf;
    }

    /** Distance bits above the pair's number: bits of floats that are not negative ascend as the floats do. */
    private void sortPairs() {
        int width = points.columns();
        compute.rows(points.rows(), (long) pairs.length * width, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int c = 0; c < clusters; c++) {
                    float distance = (float) squaredDistance(row, centroids, c * width);
                    int pair = row * clusters + c;
                    pairs[pair] = (long) Float.floatToRawIntBits(distance) << 32 | pair;
                }
            }
        });
        Arrays.sort(pairs);
        compute.check();
    }

    private void fillEmpty(int[] clusterOf, int[] size) {
        for (int c = 0; c < clusters; c++) {
            if (size[c] == 0) {
                int row = furthest(clusterOf, size);
                size[clusterOf[row]]--;
                clusterOf[row] = c;
                size[c] = 1;
            }
        }
    }

    private int furthest(int[] clusterOf, int[] size) {
        compute.check();
        int furthest = -1;
        double most = -1;
        for (int row = 0; row < clusterOf.length; row++) {
            if (size[clusterOf[row]] > 1) {
                double distance = squaredDistance(row, centroids, clusterOf[row] * points.columns());
                if (distance > most) {
                    most = distance;
                    furthest = row;
                }
            }
        }
        return furthest;
    }

    private void moveCentroids(int[] clusterOf) {
        int width = points.columns();
        var size = new int[clusters];
        Arrays.fill(centroids, 0);
        for (int row = 0; row < clusterOf.length; row++) {
            size[clusterOf[row]]++;
            for (int d = 0; d < width; d++) {
                centroids[clusterOf[row] * width + d] += points.values()[row * width + d];
            }
        }
        for (int at = 0; at < centroids.length; at++) {
            centroids[at] /= size[at / width];
        }
    }
}
