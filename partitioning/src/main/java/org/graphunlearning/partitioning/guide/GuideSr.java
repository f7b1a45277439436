package org.graphunlearning.partitioning.guide;

import java.util.EnumSet;
import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner;

/**
 * The guided cut by spectral rotation of Wang, Huai and Wang, Inductive graph unlearning (GUIDE), 2023: starts from the
 * clusters of {@link GuideFast}, then improves embedding, rotation and shards in turn until the objective stalls. The
 * published code stops after the first round; this one does not. No shard gets more than {@link Cut#capacity} nodes.
 *
 * <p>At most 30 times the work of {@link GuideFast}, a few times as a rule; runs on the calling thread. Does not guarantee
 * what {@link GuideFast} does not, nor a better cut. It reads the labels of training nodes, and no other.
 */
public final class GuideSr implements Partitioner {
    @Override
    public String name() {
        return "guideSr";
    }

    @Override
    public Set<Reads> reads() {
        return EnumSet.of(Reads.EDGES, Reads.LABELS);
    }

    @Override
    public Partition partition(Graph graph, Cut cut, Compute compute) {
        return Guided.partition(graph, cut, compute, GuideSr::clusters);
    }

    private static Clusters clusters(PowerIteration iteration, Cut cut, Compute compute) {
        var start = GuideFast.clusters(iteration, cut, compute);
        return new Rotation(iteration, start.shard(), cut.shards(), KeyHash.mix(cut.seed(), 2)).run(compute);
    }
}
