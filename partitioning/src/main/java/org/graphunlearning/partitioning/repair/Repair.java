package org.graphunlearning.partitioning.repair;

import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.ModelConfig;

/**
 * Subgraph repair (Wang et al., GUIDE, 2023): each cut edge of a node becomes an edge to a ghost, a node without label that
 * never enters the loss. A ghost copies nothing of the remote neighbour, so shards stay independent of each other's data;
 * only the <em>number</em> of ghosts tells how many neighbours a node has elsewhere.
 */
public enum Repair {
    /** No ghosts: a cut edge is gone. */
    NONE,
    /** Ghosts with a zero feature vector: degrees are those of the whole graph, messages are not made up. */
    ZERO,
    /** Ghosts with the feature vector of the node they are joined to. */
    MIRROR,
    /** Ghosts with that vector scaled by a number drawn from (0, 1), keyed by seed, node and ghost. */
    MIXUP;

    /**
     * Adds ghosts.
     *
     * @param shard a shard's own nodes and edges
     * @param ghosts how many ghosts each row gets
     * @param seed of the draws of {@link #MIXUP}
     * @return the same graph when no ghost is to be added
     */
    public Graph apply(Graph shard, int[] ghosts, long seed) {
        return this == NONE ? shard : GhostNodes.join(shard, ghosts, this, seed);
    }

    /**
     * Refuses a repair that a model would not notice.
     *
     * @throws IllegalArgumentException when training would be the same without the repair
     */
    public void requireNoticed(ModelConfig model) {
        if (this == MIXUP && model.normalizeFeatures()) {
            throw new IllegalArgumentException(
                    "`repair: 'mixup'` scales feature vectors, which `normalizeFeatures` undoes; use `mirror`, or set "
                            + "`normalizeFeatures` to false.");
        }
        if (this == ZERO && model.architecture() == Architecture.GIN && model.layers() == 1) {
            throw new IllegalArgumentException(
                    "`repair: 'zero'` adds nothing to the sums of a GIN of one layer; use `mirror` or two layers.");
        }
    }
}
