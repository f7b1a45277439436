package org.graphunlearning.verify.explain;

/**
 * When a neighbourhood is too large to be explained whole. Above the limit every node listens to a fixed number of its in-neighbours
 * only, those whose keys hash smallest, and each of them stands for its share of all; the attribution says so by {@link
 * Caveat#SAMPLED}. What is left may still exceed the limit.
 *
 * @param ballNodes nodes a target may depend on before any is left out, at least 1
 * @param neighbours in-neighbours a node keeps then, at least 1
 */
public record HubGuard(int ballNodes, int neighbours) {
    /** 50,000 nodes, then 2,000 neighbours each. */
    public static final HubGuard DEFAULT = new HubGuard(50_000, 2_000);

    /** Checks the ranges. */
    public HubGuard {
        if (ballNodes < 1 || neighbours < 1) {
            throw new IllegalArgumentException("A hub guard needs at least one node and one neighbour, not " + ballNodes
                    + " and " + neighbours + ".");
        }
    }
}
