package org.graphunlearning.verify.metric;

import org.graphunlearning.gnn.graph.ForgetSet;

/** What the entries of a heat map are. */
public enum ItemKind {
    /** Nodes. */
    NODE,
    /** Edges. */
    EDGE,
    /** Single feature values: a node and a column. */
    FEATURE;

    /** What shows a request best: edges or feature values where it names nothing else, nodes otherwise. */
    public static ItemKind of(ForgetSet forget) {
        boolean nodes = forget.nodes().length > 0 || forget.labels().length > 0;
        boolean edges = !forget.edges().isEmpty();
        boolean features = !forget.features().isEmpty();
        return nodes || edges == features ? NODE : edges ? EDGE : FEATURE;
    }
}
