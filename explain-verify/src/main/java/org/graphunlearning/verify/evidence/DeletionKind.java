package org.graphunlearning.verify.evidence;

import org.graphunlearning.gnn.graph.ForgetSet;

/** What a request is about. */
public enum DeletionKind {
    /** Nodes only. */
    NODE,
    /** Edges only. */
    EDGE,
    /** Feature values only. */
    FEATURE,
    /** Labels only. */
    LABEL,
    /** Several of these. */
    BATCH;

    /** The kind of a request that names something. */
    public static DeletionKind of(ForgetSet forget) {
        boolean nodes = forget.nodes().length > 0;
        boolean edges = !forget.edges().isEmpty();
        boolean features = !forget.features().isEmpty();
        boolean labels = forget.labels().length > 0;
        int kinds = (nodes ? 1 : 0) + (edges ? 1 : 0) + (features ? 1 : 0) + (labels ? 1 : 0);
        if (kinds != 1) {
            return BATCH;
        }
        return nodes ? NODE : edges ? EDGE : features ? FEATURE : LABEL;
    }
}
