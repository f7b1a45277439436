package org.graphunlearning.gnn.graph;

/**
 * How far an architecture looks, which decides whom a deletion reaches.
 *
 * @param hops rounds of message passing, at least 1
 * @param degreeNormalised whether an edge's weight depends on the degree of its <em>sender</em> (GCN, SGC), so that losing
 *     one edge changes the weights of all edges leaving its ends
 */
public record Reach(int hops, boolean degreeNormalised) {
    /** Checks the range. */
    public Reach {
        if (hops < 1) {
            throw new IllegalArgumentException("Message passing needs at least one hop, not " + hops + ".");
        }
    }
}
