package org.graphunlearning.verify.verdict;

import org.graphunlearning.gnn.graph.ForgetSet;

/** What a heat map is a distribution over. */
enum Domain {
    /** Nodes: for every request that is not of one other kind. */
    NODES,
    /** Edges: where only edges are deleted. */
    EDGES,
    /** Single feature values: where only those are deleted. */
    FEATURES;

    static Domain of(ForgetSet forget) {
        if (forget.nodes().length > 0 || forget.labels().length > 0) {
            return NODES;
        }
        if (forget.features().isEmpty()) {
            return forget.edges().isEmpty() ? NODES : EDGES;
        }
        return forget.edges().isEmpty() ? FEATURES : NODES;
    }
}
