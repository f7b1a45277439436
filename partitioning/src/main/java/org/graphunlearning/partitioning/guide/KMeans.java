package org.graphunlearning.partitioning.guide;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Lloyd's k-means of the rows of an {@code n x k} matrix into {@code k} clusters, centres drawn far apart (Arthur and
 * Vassilvitskii, k-means++, 2007), the best of several starts. A cluster that falls empty gets the row farthest from its
 * centre.
 */
final class KMeans {
    private static final int STARTS = 10;
    private static final int ROUNDS = 50;

    private final double[] points;
    private final int k;
    private final int n;
    private final double[] centres;
    private final int[] shard;
    private final double[] distance;

    private KMeans(double[] points, int k) {
        this.points = points;
        this.k = k;
        n = points.length / k;
        centres = new double[k * k];
        shard = new int[n];
        distance = new double[n];
    }

    /** Clusters and squared distances to all centres. */
    static Clusters cluster(double[] points, int k, long purpose, Runnable check) {
        KMeans best = new KMeans(points, k);
        double least = best.run(KeyHash.mix(purpose, 0), check);
        for (int start = 1; start < STARTS; start++) {
            var next = new KMeans(points, k);
            double sum = next.run(KeyHash.mix(purpose, start), check);
            if (sum < least) {
                best = next;
                least = sum;
            }
        }
        return new Clusters(best.shard, best.costs());
    }

    private double run(long purpose, Runnable check) {
        seed(purpose);
        boolean changed = assign();
        for (int round = 0; round < ROUNDS && changed; round++) {
            check.run();
            centre();
            changed = assign();
        }
        return Arrays.stream(distance).sum();
    }

    private void seed(long purpose) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int chosen = (int) (CounterRng.uniform(purpose, 0) * n);
        for (int c = 0; c < k; c++) {
            System.arraycopy(points, chosen * k, centres, c * k, k);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                distance[i] = Math.min(distance[i], squared(i, c));
                sum += distance[i];
            }
            double aim = CounterRng.uniform(purpose, c + 1) * sum;
            for (chosen = 0; chosen < n - 1 && aim >= distance[chosen]; chosen++) {
                aim -= distance[chosen];
            }
        }
    }

    private boolean assign() {
        boolean changed = false;
        for (int i = 0; i < n; i++) {
            int nearest = 0;
            double least = squared(i, 0);
            for (int c = 1; c < k; c++) {
                double d = squared(i, c);
                if (d < least) {
                    least = d;
                    nearest = c;
                }
            }
            changed |= shard[i] != nearest;
            shard[i] = nearest;
            distance[i] = least;
        }
        return changed;
    }

    private void centre() {
        Arrays.fill(centres, 0);
        var size = new int[k];
        for (int i = 0; i < n; i++) {
            size[shard[i]]++;
            for (int c = 0; c < k; c++) {
                centres[shard[i] * k + c] += points[i * k + c];
            }
        }
        for (int s = 0; s < k; s++) {
            for (int c = 0; c < k && size[s] > 0; c++) {
                centres[s * k + c] /= size[s];
            }
            if (size[s] == 0) {
                int far = farthest();
                System.arraycopy(points, far * k, centres, s * k, k);
                distance[far] = 0;
            }
        }
    }

    private int farthest() {
        int far = 0;
        for (int i = 1; i < n; i++) {
            far = distance[i] > distance[far] ? i : far;
        }
        return far;
    }

    private double[] costs() {
        var costs = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < k; c++) {
                costs[i * k + c] = squared(i, c);
            }
        }
        return costs;
    }

    private double squared(int point, int centre) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
            double d = points[point * k + c] - centres[centre * k + c];
            sum += d * d;
        }
        return sum;
    }
}
