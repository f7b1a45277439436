package org.graphunlearning.partitioning.partition;

import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * A way to cut a graph into shards. Same graph, count and seed, same shards, at any thread count; memory is linear in the
 * nodes and edges.
 */
public interface Partitioner {
    /** The name callers use. */
    String name();

    /** What of the data the cut looks at. Empty means that nothing but node keys decides who goes where. */
    Set<Reads> reads();

    /**
     * Cuts.
     *
     * @param graph whose rows to cut
     * @param cut how many shards, and the seed
     * @param compute threads and the interrupt check
     * @throws IllegalArgumentException when the graph cannot be cut in this way, for example when it lacks labels
     */
    Partition partition(Graph graph, Cut cut, Compute compute);

    /** Something a cut may look at. A later deletion leaves the cut as it is, so it keeps what it saw of the forgotten. */
    enum Reads {
        /** Which nodes are joined. */
        EDGES,
        /** Feature values. */
        FEATURES,
        /** Labels of training nodes. */
        LABELS,
        /** Outputs of a model trained on the whole graph, and through them everything. */
        MODEL
    }

    /**
     * What to cut into.
     *
     * @param shards number of shards, 2 to the number of nodes
     * @param seed of every draw
     */
    record Cut(int shards, long seed) {
        /** Checks the lower bound; the upper one needs the graph. */
        public Cut {
            if (shards < 2) {
                throw new IllegalArgumentException("A cut needs at least two shards, not " + shards + ".");
            }
        }

        /**
         * Most nodes a shard may get: {@code ceil(n/k + 0.005 (n - n/k))} (Chen et al., GraphEraser, 2022).
         *
         * @param nodes nodes to cut
         */
        public int capacity(int nodes) {
            double even = (double) nodes / shards;
            return (int) Math.ceil(even + 0.005 * (nodes - even));
        }

        /**
         * Refuses more shards than nodes.
         *
         * @throws IllegalArgumentException when there are fewer nodes than shards
         */
        public void requireFits(int nodes) {
            if (shards > nodes) {
                throw new IllegalArgumentException(
                        "A graph of " + nodes + " nodes cannot be cut into " + shards + " shards.");
            }
        }
    }
}
