package org.graphunlearning.procedures.projection;

/** Which way messages run along a relationship. */
public enum Orientation {
    /** Both ways; the relationship's direction does not matter. */
    UNDIRECTED,
    /** From start node to end node. */
    NATURAL,
    /** From end node to start node. */
    REVERSE
}
