package org.graphunlearning.testgraphs;

/**
 * A growing network in which the rich get richer: each new node links to {@code edgesPerNode} different earlier ones,
 * chosen by their degree. Barabási and Albert, Emergence of scaling in random networks, Science 1999; the degree tail
 * falls with exponent 3. The first {@code edgesPerNode + 1} nodes form a clique. The graph is connected; no labels, no
 * features, no splits.
 *
 * <p>Takes time in proportion to the edges: an end of a random earlier edge is a node drawn by degree (Batagelj and
 * Brandes, Efficient generation of large random networks, 2005). About 24 bytes per edge while it runs; a million nodes
 * with ten million edges take seconds.
 */
public final class PowerLaw {
    private static final int MOST_NODES = 20_000_000;
    private static final int MOST_EDGES_PER_NODE = 1_000;
    private static final long MOST_EDGES = 200_000_000;

    private PowerLaw() {}

    /**
     * Draws one graph.
     *
     * @param nodes 2 to 20 million
     * @param edgesPerNode 1 to 1000, below nodes; at most 200 million edges in all
     * @param seed same seed, same graph
     */
    public static GraphData generate(int nodes, int edgesPerNode, long seed) {
        Range.require("nodes", nodes, 2, MOST_NODES);
        Range.require("edgesPerNode", edgesPerNode, 1, Math.min(MOST_EDGES_PER_NODE, nodes - 1));
        long edgeCount = edgeCount(nodes, edgesPerNode);
        Range.require("edges", edgeCount, 1, MOST_EDGES);
        var ends = grow(nodes, edgesPerNode, (int) edgeCount, SplitMix64.stream(seed, 0));
        var sources = new int[(int) edgeCount];
        var targets = new int[(int) edgeCount];
        for (int edge = 0; edge < edgeCount; edge++) {
            sources[edge] = ends[2 * edge];
            targets[edge] = ends[2 * edge + 1];
        }
        var edges = EdgeList.undirected(nodes, sources, targets);
        return new GraphData("power-law", edges, SparseRows.none(nodes), NodeMarks.none(nodes));
    }

    /** Edges of the graph: the first clique, then as many as asked for with each node. */
    static long edgeCount(int nodes, int edgesPerNode) {
        long clique = (long) edgesPerNode * (edgesPerNode + 1) / 2;
        return clique + (long) (nodes - edgesPerNode - 1) * edgesPerNode;
    }

    private static int[] grow(int nodes, int edgesPerNode, int edgeCount, SplitMix64 random) {
        var ends = new int[2 * edgeCount];
        var linkedTo = new int[nodes];
        int filled = 0;
        for (int node = 1; node < nodes; node++) {
            int drawable = filled;
            for (int link = 0; link < Math.min(node, edgesPerNode); link++) {
                int target = link;
                if (node > edgesPerNode) {
                    do {
                        target = ends[random.nextInt(drawable)];
                    } while (linkedTo[target] == node);
                    linkedTo[target] = node;
                }
                ends[filled++] = target;
                ends[filled++] = node;
            }
        }
        return ends;
    }
}
