package org.graphunlearning.verify.distance;

/**
 * What of an attribution belongs to its explanation subgraph.
 *
 * @param nodeMass share of the node scores to gather, in (0, 1]
 * @param mostNodes largest number of nodes, the target included, in [1, 30]
 * @param leastEdge share of the largest edge score below which an edge is left out, in [0, 1]
 * @param mostEdges largest number of edges, at least 0
 */
public record SubgraphLimits(double nodeMass, int mostNodes, double leastEdge, int mostEdges) {
    /** 90 % of the mass, 12 nodes, edges from 1 % of the largest score, 24 edges. */
    public static final SubgraphLimits DEFAULT = new SubgraphLimits(0.9, 12, 0.01, 24);

    /** Checks the ranges. */
    public SubgraphLimits {
        if (!(nodeMass > 0 && nodeMass <= 1 && leastEdge >= 0 && leastEdge <= 1)) {
            throw new IllegalArgumentException("Shares must lie in (0, 1] for nodes and [0, 1] for edges, not "
                    + nodeMass + " and " + leastEdge + ".");
        }
        if (mostNodes < 1 || mostNodes > LabelledGraph.MOST_NODES || mostEdges < 0) {
            throw new IllegalArgumentException("An explanation subgraph has 1 to " + LabelledGraph.MOST_NODES
                    + " nodes and no negative number of edges, not " + mostNodes + " and " + mostEdges + ".");
        }
    }
}
