package org.graphunlearning.verify.metric;

/** Some nodes, edges and feature values, named by key. */
@FunctionalInterface
public interface ItemSet {
    /**
     * Whether an item belongs to the set; logarithmic in the size of the set or better.
     *
     * @param kind what the item is
     * @param first key of the node, or of the edge's source
     * @param second 0 for a node, key of the edge's target, or the column
     */
    boolean contains(ItemKind kind, long first, long second);
}
