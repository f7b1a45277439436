package org.graphunlearning.partitioning.guide;

import java.util.EnumSet;
import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner;

/**
 * The fast guided cut of Wang, Huai and Wang, Inductive graph unlearning (GUIDE), 2023: a spectral embedding that is drawn
 * towards equal class shares in every shard, and k-means on its rows. Unlike theirs the iteration never descends, runs
 * until it stalls, needs memory linear in nodes times shards, and no shard gets more than {@link Cut#capacity} nodes.
 *
 * <p>O(s (mk + nk^2)) for {@code s} at most 100 steps; runs on the calling thread. Does not guarantee fair shares, nor that
 * every shard gets a labelled training node: fairness is a term of the objective, not a constraint. Where a graph has many
 * small components they take up the embedding, and the cap then cuts the large one more or less at random. It reads the labels of training nodes, and no other.
 */
public final class GuideFast implements Partitioner {
    @Override
    public String name() {
        return "guideFast";
    }

    @Override
    public Set<Reads> reads() {
        return EnumSet.of(Reads.EDGES, Reads.LABELS);
    }

    @Override
    public Partition partition(Graph graph, Cut cut, Compute compute) {
        return Guided.partition(graph, cut, compute, GuideFast::clusters);
    }

    static Clusters clusters(PowerIteration iteration, Cut cut, Compute compute) {
        return KMeans.cluster(iteration.h(), cut.shards(), KeyHash.mix(cut.seed(), 1), compute::check);
    }
}
