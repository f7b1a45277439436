package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.testgraphs.CitationLike;

/** Graphs to measure on in a moment. */
final class SmallGraphs {
    private SmallGraphs() {}

    /** 240 nodes in 7 classes, 80 % of them training nodes. */
    static Graph citations(long seed) {
        return GraphAdapter.withRandomSplit(
                CitationLike.generate(CitationLike.Settings.likeCora(seed).withNodes(240)));
    }

    /** The same graph with keys that are no rows: row r has the key 1337 + 3 r. */
    static Graph keyed(long seed) {
        var graph = citations(seed);
        var keys = new long[graph.nodeCount()];
        Arrays.setAll(keys, row -> 1337 + 3L * row);
        return Graph.of(keys, graph.adjacency(), graph.features(), graph.labels(), graph.split());
    }
}
