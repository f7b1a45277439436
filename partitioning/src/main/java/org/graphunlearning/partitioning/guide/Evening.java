package org.graphunlearning.partitioning.guide;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Puts a hard cap on clusters: rows leave a full shard that lose least by leaving it, for the shard with room where they
 * lose least. No shard stays empty while another has two rows. A round either ends it or fills a shard, so there are at
 * most {@code k} rounds of O(nk + n log n).
 */
final class Evening {
    private final Clusters clusters;
    private final int[] size;
    private final int k;
    private final int cap;
    private final Runnable check;

    private Evening(Clusters clusters, int k, int cap, Runnable check) {
        this.clusters = clusters;
        this.k = k;
        this.cap = cap;
        this.check = check;
        size = new int[k];
        for (int s : clusters.shard()) {
            size[s]++;
        }
    }

    /** Changes the shards until none has more than {@code cap} rows, of which all together have room for every row. */
    static void cap(Clusters clusters, int k, int cap, Runnable check) {
        var evening = new Evening(clusters, k, cap, check);
        while (Arrays.stream(evening.size).anyMatch(s -> s > cap)) {
            evening.round();
        }
        for (int s = 0; s < k; s++) {
            if (evening.size[s] == 0) {
                evening.fill(s);
            }
        }
    }

    private void round() {
        check.run();
        int n = clusters.shard().length;
        var to = new int[n];
        var loss = new double[n];
        var leavers = IntStream.range(0, n)
                .filter(i -> size[clusters.shard()[i]] > cap)
                .peek(i -> to[i] = cheapest(i))
                .peek(i -> loss[i] = loss(i, to[i]))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> loss[i]).thenComparingInt(i -> i))
                .toList();
        for (int i : leavers) {
            if (size[clusters.shard()[i]] > cap && size[to[i]] < cap) {
                move(i, to[i]);
            }
        }
    }

    private int cheapest(int row) {
        int best = -1;
        for (int s = 0; s < k; s++) {
            boolean better = best < 0 || clusters.cost()[row * k + s] < clusters.cost()[row * k + best];
            best = size[s] < cap && better ? s : best;
        }
        return best;
    }

    private void fill(int empty) {
        int mover = -1;
        for (int i = 0; i < clusters.shard().length; i++) {
            boolean better = mover < 0 || loss(i, empty) < loss(mover, empty);
            mover = size[clusters.shard()[i]] > 1 && better ? i : mover;
        }
        if (mover >= 0) {
            move(mover, empty);
        }
    }

    private double loss(int row, int to) {
        return clusters.cost()[row * k + to] - clusters.cost()[row * k + clusters.shard()[row]];
    }

    private void move(int row, int to) {
        size[clusters.shard()[row]]--;
        clusters.shard()[row] = to;
        size[to]++;
    }
}
