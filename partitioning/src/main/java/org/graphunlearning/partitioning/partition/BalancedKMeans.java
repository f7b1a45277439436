package org.graphunlearning.partitioning.partition;

import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * BEKM: balanced k-means on embeddings of the rows (Chen et al., Graph Unlearning, 2022). Cost and memory are those of
 * {@link CapacityKMeans} after those of the embedding.
 *
 * <p>Shards never exceed {@link Partitioner.Cut#capacity}, and none is empty. Does not look at edges itself: how many it
 * keeps depends on how well the embedding tells neighbours from strangers.
 */
final class BalancedKMeans implements Partitioner {
    static final String NAME = "bekm";
    static final String PRETRAINED = "bekmPretrained";

    private final String name;
    private final Set<Reads> reads;
    private final Embedding embedding;

    private BalancedKMeans(String name, Set<Reads> reads, Embedding embedding) {
        this.name = name;
        this.reads = reads;
        this.embedding = embedding;
    }

    /** On features averaged over two hops: no training. */
    static BalancedKMeans ofFeatures() {
        return new BalancedKMeans(NAME, Set.of(Reads.EDGES, Reads.FEATURES), new ProjectedFeatures());
    }

    /** On the outputs of a model trained on the whole graph, which must have labels of two classes to train on. */
    static BalancedKMeans pretrained() {
        return new BalancedKMeans(PRETRAINED, Set.of(Reads.MODEL), new TrainedEmbedding());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Reads> reads() {
        return reads;
    }

    @Override
    public Partition partition(Graph graph, Cut cut, Compute compute) {
        int n = graph.nodeCount();
        cut.requireFits(n);
        compute.check();
        var points = embedding.of(graph, cut, compute);
        var kMeans = new CapacityKMeans(points, cut.shards(), cut.capacity(n), compute);
        return new Partition(cut.shards(), kMeans.run(Draws.CENTROIDS.purpose(cut.seed(), 0)));
    }
}
