package org.graphunlearning.verify.metric;

/** What the entries of a heat map are. */
public enum ItemKind {
    /** Nodes. */
    NODE,
    /** Edges. */
    EDGE,
    /** Single feature values: a node and a column. */
    FEATURE
}
