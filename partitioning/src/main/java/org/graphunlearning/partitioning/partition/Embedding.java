package org.graphunlearning.partitioning.partition;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;

/** A point per row, so that rows that belong together lie close together. */
@FunctionalInterface
interface Embedding {
    /**
     * Places all rows.
     *
     * @throws IllegalArgumentException when the graph lacks what the embedding reads
     */
    DenseFeatures of(Graph graph, Partitioner.Cut cut, Compute compute);
}
