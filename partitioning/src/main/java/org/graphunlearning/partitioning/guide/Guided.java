package org.graphunlearning.partitioning.guide;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;

/** What the two variants share: checks, power iteration, cap, and nodes without edges. */
final class Guided {
    private Guided() {}

    /** Turns a maximiser of {@link Guidance} into shards. */
    interface Rounding {
        Clusters round(PowerIteration iteration, Cut cut, Compute compute);
    }

    static Partition partition(Graph graph, Cut cut, Compute compute, Rounding rounding) {
        int n = graph.nodeCount();
        int k = cut.shards();
        cut.requireFits(n);
        if (graph.trainingRows().length == 0) {
            throw new IllegalArgumentException("A guided cut spreads the labels of training nodes, but none of the " + n
                    + " nodes is a labelled training node. Cut by `multilevel` instead.");
        }
        var shard = new int[n];
        Arrays.fill(shard, -1);
        var guidance = Guidance.of(graph, Guidance.FAIRNESS);
        // With fewer nodes than columns no orthonormal matrix exists; those few are then placed like the ones without
        // edges.
        if (guidance.size() >= k) {
            var iteration = new PowerIteration(guidance, k, KeyHash.mix(cut.seed(), k));
            iteration.run(compute::check);
            var clusters = rounding.round(iteration, cut, compute);
            Evening.cap(clusters, k, cut.capacity(n), compute::check);
            for (int i = 0; i < guidance.size(); i++) {
                shard[guidance.rows()[i]] = clusters.shard()[i];
            }
        }
        Leftovers.place(graph, shard, k, cut.capacity(n));
        return new Partition(k, shard);
    }
}
