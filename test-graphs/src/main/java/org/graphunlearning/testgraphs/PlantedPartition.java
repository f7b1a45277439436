package org.graphunlearning.testgraphs;

/**
 * Blocks of nodes, dense inside and sparse between: every pair within a block is linked with probability {@code pIn},
 * every other pair with {@code pOut}, all independently. Condon and Karp, Algorithms for graph partitioning on the
 * planted partition model, 2001. Block sizes differ by at most one; the label of a node is its block. No features; both
 * splits are the same random 80/10/10.
 *
 * <p>Takes time in proportion to nodes plus edges: it skips from edge to edge by a geometric draw, after Batagelj and
 * Brandes, Efficient generation of large random networks, 2005. Does not guarantee a connected graph.
 */
public final class PlantedPartition {
    private static final int MOST_NODES = 10_000_000;
    private static final double MOST_EDGES = 100_000_000;
    private static final int INSIDE = 1;
    private static final int BETWEEN = 2;
    private static final int SPLIT = 3;

    private final Settings settings;
    private final GrowingInts sources = new GrowingInts();
    private final GrowingInts targets = new GrowingInts();

    private PlantedPartition(Settings settings) {
        this.settings = settings;
    }

    /**
     * What to generate.
     *
     * @param nodes 1 to 10 million
     * @param blocks 1 to nodes
     * @param pIn 0 to 1, chance of a link within a block
     * @param pOut 0 to 1, chance of a link between blocks
     * @param seed same seed, same graph
     */
    public record Settings(int nodes, int blocks, double pIn, double pOut, long seed) {
        /** Checks each value and that no more than 100 million edges are to be expected. */
        public Settings {
            Range.require("nodes", nodes, 1, MOST_NODES);
            Range.require("blocks", blocks, 1, nodes);
            Range.require("pIn", pIn, 0, 1);
            Range.require("pOut", pOut, 0, 1);
            Range.require("expected edges", expectedEdges(nodes, blocks, pIn, pOut), 0, MOST_EDGES);
        }

        /** Edges to be expected on average. */
        public double expectedEdges() {
            return expectedEdges(nodes, blocks, pIn, pOut);
        }

        private static double expectedEdges(double nodes, double blocks, double pIn, double pOut) {
            double pairs = nodes * (nodes - 1) / 2;
            double inside = nodes * (nodes / blocks - 1) / 2;
            return Math.max(0, inside) * pIn + (pairs - Math.max(0, inside)) * pOut;
        }

        private int block(int node) {
            return (int) ((long) node * blocks / nodes);
        }

        private int firstNodeOf(int block) {
            return (int) (((long) block * nodes + blocks - 1) / blocks);
        }
    }

    /** Draws one graph. */
    public static GraphData generate(Settings settings) {
        return new PlantedPartition(settings).generate();
    }

    private GraphData generate() {
        sample(settings.pIn(), true, SplitMix64.stream(settings.seed(), INSIDE));
        sample(settings.pOut(), false, SplitMix64.stream(settings.seed(), BETWEEN));
        var labels = new long[settings.nodes()];
        for (int node = 0; node < labels.length; node++) {
            labels[node] = settings.block(node);
        }
        var split = Splits.random(labels, SplitMix64.stream(settings.seed(), SPLIT));
        return new GraphData(
                "planted-partition",
                EdgeList.undirected(settings.nodes(), sources.toArray(), targets.toArray()),
                SparseRows.none(settings.nodes()),
                new NodeMarks(labels, split, split));
    }

    /** Walks the candidate pairs node by node; candidates are the lower nodes of its block, or before it. */
    private void sample(double p, boolean inside, SplitMix64 random) {
        if (p == 0) {
            return;
        }
        long skip = random.nextGeometric(p);
        for (int node = 0; node < settings.nodes(); node++) {
            int blockStart = settings.firstNodeOf(settings.block(node));
            int first = inside ? blockStart : 0;
            int candidates = (inside ? node : blockStart) - first;
            while (skip < candidates) {
                sources.add(first + (int) skip);
                targets.add(node);
                skip += 1 + random.nextGeometric(p);
            }
            skip -= candidates;
        }
    }
}
