package org.graphunlearning.partitioning.guide;

import org.graphunlearning.gnn.compute.Compute;

/**
 * Spectral rotation: looks for shards {@code Y} and a rotation {@code R} such that {@code H R} comes close to the scaled
 * indicator {@code Y (Y'Y)^-1/2}, while {@code H} is pulled towards it: maximises the objective of {@link Guidance} minus
 * {@code b |HR - Y(Y'Y)^-1/2|^2} over one of the three at a time, so it never descends.
 */
final class Rotation {
    private static final double CLOSENESS = 1e-2;
    private static final int MOST_ROUNDS = 30;
    private static final int SWEEPS = 10;
    /** Stops when a round gains less than this share of the objective. */
    private static final double TOLERANCE = 1e-5;

    private final PowerIteration iteration;
    private final int k;
    private final int n;
    private final int[] shard;
    private final int[] size;
    private final long purpose;
    private double[] rotation = new double[0];

    Rotation(PowerIteration iteration, int[] shard, int k, long purpose) {
        this.iteration = iteration;
        this.shard = shard;
        this.k = k;
        this.purpose = purpose;
        n = shard.length;
        size = new int[k];
        for (int s : shard) {
            size[s]++;
        }
        rotate();
    }

    /** Rounds until the objective stalls; the cost of a shard is what its column of {@code H R} lacks. */
    Clusters run(Compute compute) {
        double before = objective();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            round(compute);
            double after = objective();
            if (after - before < TOLERANCE * Math.abs(before)) {
                break;
            }
            before = after;
        }
        var cost = rotated();
        for (int i = 0; i < cost.length; i++) {
            cost[i] = -cost[i];
        }
        return new Clusters(shard, cost);
    }

    void round(Compute compute) {
        iteration.run(compute::check);
        rotate();
        discretise(compute);
        rotate();
    }

    /** The objective up to a constant: {@code -b |HR - Yhat|^2 = 2b tr(H' Yhat R') - 2bk}. */
    double objective() {
        return iteration.objective();
    }

    /** The best rotation for the shards, and with it the pull on {@code H}. */
    private void rotate() {
        var h = iteration.h();
        var m = new double[k * k];
        for (int i = 0; i < n; i++) {
            double y = 1 / Math.sqrt(size[shard[i]]);
            for (int c = 0; c < k; c++) {
                m[c * k + shard[i]] += y * h[i * k + c];
            }
        }
        rotation = Polar.replace(m, k, purpose);
        var pull = new double[h.length];
        for (int i = 0; i < n; i++) {
            double y = 2 * CLOSENESS / Math.sqrt(size[shard[i]]);
            for (int c = 0; c < k; c++) {
                pull[i * k + c] = y * rotation[c * k + shard[i]];
            }
        }
        iteration.add(pull);
    }

    private double[] rotated() {
        var h = iteration.h();
        var q = new double[h.length];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < k; c++) {
                double value = h[i * k + c];
                for (int s = 0; s < k; s++) {
                    q[i * k + s] += value * rotation[c * k + s];
                }
            }
        }
        return q;
    }

    /** Coordinate ascent on {@code sum_s q_s / sqrt(n_s)}, {@code q_s} the sum of column {@code s} over shard {@code s}. */
    private void discretise(Compute compute) {
        var q = rotated();
        var sum = new double[k];
        for (int i = 0; i < n; i++) {
            sum[shard[i]] += q[i * k + shard[i]];
        }
        boolean changed = true;
        for (int sweep = 0; sweep < SWEEPS && changed; sweep++) {
            compute.check();
            changed = false;
            for (int i = 0; i < n; i++) {
                if (size[shard[i]] > 1) {
                    int to = best(i, q, sum);
                    if (to != shard[i]) {
                        sum[shard[i]] -= q[i * k + shard[i]];
                        size[shard[i]]--;
                        shard[i] = to;
                        sum[to] += q[i * k + to];
                        size[to]++;
                        changed = true;
                    }
                }
            }
        }
    }

    private int best(int i, double[] q, double[] sum) {
        int own = shard[i];
        int best = own;
        double most = sum[own] / Math.sqrt(size[own]) - (sum[own] - q[i * k + own]) / Math.sqrt(size[own] - 1.0);
        for (int s = 0; s < k; s++) {
            if (s != own) {
                double before = size[s] == 0 ? 0 : sum[s] / Math.sqrt(size[s]);
                double gain = (sum[s] + q[i * k + s]) / Math.sqrt(size[s] + 1.0) - before;
                // A gain within rounding would let two shards trade a node back and forth.
                if (gain > most + 1e-12) {
                    most = gain;
                    best = s;
                }
            }
        }
        return best;
    }
}
