package org.graphunlearning.verify.distance;

/**
 * How many edits turn one explanation subgraph into the other when every node is itself: which particular nodes and edges entered
 * or left the reason? A node or an edge more or less costs 1, another strength of a common edge 1/2. Exact and linear, since a node
 * can only become itself; labels play no part.
 *
 * @param distance the cost, at least 0
 * @param normalised divided by the cost of deleting everything and inserting everything, in [0, 1]
 */
public record AlignedEditDistance(double distance, double normalised) {
    private static final double OTHER_STRENGTH = 0.5;

    /**
     * Counts the differences.
     *
     * @throws IllegalArgumentException when only one graph is directed
     */
    public static AlignedEditDistance between(ExplanationSubgraph one, ExplanationSubgraph other) {
        if (one.edges().directed() != other.edges().directed()) {
            throw new IllegalArgumentException("Both graphs must be directed or neither.");
        }
        int nodes = one.nodes().length + other.nodes().length;
        int edges = one.edges().size() + other.edges().size();
        double cost = nodes - 2 * commonNodes(one.nodes(), other.nodes()) + edges;
        cost += commonEdges(one.edges(), other.edges());
        return new AlignedEditDistance(cost, cost / (nodes + edges));
    }

    private static int commonNodes(long[] left, long[] right) {
        int common = 0;
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            int order = Long.compare(left[i], right[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return common;
    }

    /** What the edges on both sides take off the count of all edges, less what their strengths add. */
    private static double commonEdges(ExplanationSubgraph.Edges left, ExplanationSubgraph.Edges right) {
        double saved = 0;
        for (int i = 0, j = 0; i < left.size() && j < right.size(); ) {
            int bySource = Long.compare(left.sources()[i], right.sources()[j]);
            int order = bySource != 0 ? bySource : Long.compare(left.targets()[i], right.targets()[j]);
            if (order == 0) {
                saved -= left.strengths()[i] == right.strengths()[j] ? 2 : 2 - OTHER_STRENGTH;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return saved;
    }
}
