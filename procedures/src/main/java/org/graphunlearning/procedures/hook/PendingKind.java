package org.graphunlearning.procedures.hook;

/** What was taken away. */
public enum PendingKind {
    /** A node that was deleted, or lost the label by which the model took it in. */
    NODE,
    /** A relationship between two nodes that stay. */
    RELATIONSHIP,
    /** A property of a node that holds features, removed or changed. */
    FEATURE,
    /** The class of a node or its part in the split, removed or changed. */
    LABEL,
    /** A neighbour in another shard that is gone and for which a repair put in a ghost. */
    GHOST
}
