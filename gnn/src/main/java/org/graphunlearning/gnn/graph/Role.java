package org.graphunlearning.gnn.graph;

/** What a node's label is used for; its features and edges take part in message passing whatever the role. */
public enum Role {
    /** Never in a loss or a score. */
    NONE,
    /** In the training loss. */
    TRAIN,
    /** For early stopping and choices. */
    VALIDATION,
    /** For the final score only. */
    TEST
}
