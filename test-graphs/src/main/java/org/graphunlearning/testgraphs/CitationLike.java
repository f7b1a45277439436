package org.graphunlearning.testgraphs;

import java.util.Arrays;

/**
 * A graph that looks like a citation network to a graph neural network: power-law degrees, classes that link mostly
 * among themselves, and a bag of words per node that hints at its class. The links follow the degree-corrected block
 * model (Karrer and Newman, Stochastic blockmodels and community structure in networks, 2011) with Pareto weights as
 * in Chung and Lu, 2002; the words are in {@link WordBags}. The largest class has about twice the nodes of the
 * smallest. {@code split} is Planetoid's (20 training nodes per class, 500 validation, 1000 test), {@code
 * splitRandom} is 80/10/10.
 *
 * <p>Takes time linear in nodes, edges and words; a million nodes with ten million edges take seconds. Every node has
 * at least one edge. Does not guarantee a connected graph, nor triangles as frequent as in real citations.
 */
public final class CitationLike {
    private static final int CLASSES = 1;
    private static final int WEIGHTS = 2;
    private static final int LINKS = 3;
    private static final int WORDS = 4;
    private static final int SPLIT = 5;
    private static final int SPLIT_RANDOM = 6;
    /** Rounds that draw anew what earlier rounds drew twice. */
    private static final int ROUNDS = 8;

    private CitationLike() {}

    /**
     * What to generate.
     *
     * @param nodes 10 to 10 million
     * @param classes 2 to 1000, at most a fifth of the nodes
     * @param averageDegree 2 to 1000, at most a fifth of the nodes; at most 100 million edges in all
     * @param homophily 0 to 1, share of edges within a class
     * @param exponent 2.1 to 5, of the degree tail
     * @param words how words are drawn
     * @param seed same seed, same graph
     */
    public record Settings(
            int nodes,
            int classes,
            double averageDegree,
            double homophily,
            double exponent,
            WordBags.Settings words,
            long seed) {
        /** Checks each value, and those that limit each other. */
        public Settings {
            Range.require("nodes", nodes, 10, 10_000_000);
            Range.require("classes", classes, 2, Math.min(1000, nodes / 5));
            Range.require("averageDegree", averageDegree, 2, Math.min(1000.0, nodes / 5.0));
            Range.require("homophily", homophily, 0, 1);
            Range.require("exponent", exponent, 2.1, 5);
            Range.require("edges", nodes * averageDegree / 2, 1, 100_000_000);
            Range.require("vocabulary", words.vocabulary(), classes, Integer.MAX_VALUE);
            Range.require("words in all", (double) nodes * words.perNode(), 0, 1_000_000_000);
        }

        /** Size and shape of Cora: 2708 nodes, 7 classes, 1433 words. */
        public static Settings likeCora(long seed) {
            return new Settings(2708, 7, 3.9, 0.81, 2.9, new WordBags.Settings(1433, 18, 0.2), seed);
        }

        /** The same shape with another number of nodes. */
        public Settings withNodes(int otherNodes) {
            return new Settings(otherNodes, classes, averageDegree, homophily, exponent, words, seed);
        }

        /** The same shape with another average degree. */
        public Settings withAverageDegree(double otherDegree) {
            return new Settings(nodes, classes, otherDegree, homophily, exponent, words, seed);
        }

        /** The number of edges aimed at. */
        public int edgeTarget() {
            return (int) Math.round(nodes * averageDegree / 2);
        }
    }

    /** Draws one graph. */
    public static GraphData generate(Settings settings) {
        long seed = settings.seed();
        int[] classes = classes(settings, SplitMix64.stream(seed, CLASSES));
        double[] weights = weights(settings, SplitMix64.stream(seed, WEIGHTS));
        var edges = link(settings, new ClassDraw(weights, classes, settings.classes()));
        var words = WordBags.draw(settings.words(), classes, settings.classes(), SplitMix64.stream(seed, WORDS));
        var labels = Arrays.stream(classes).asLongStream().toArray();
        var marks = new NodeMarks(
                labels,
                Splits.planetoid(classes, settings.classes(), SplitMix64.stream(seed, SPLIT)),
                Splits.random(labels, SplitMix64.stream(seed, SPLIT_RANDOM)));
        return new GraphData("citation-like", edges, words, marks);
    }

    private static int[] classes(Settings settings, SplitMix64 random) {
        var share = new double[settings.classes()];
        Arrays.setAll(share, c -> 1 / (1 + c / (double) settings.classes()));
        double sum = 0;
        for (double s : share) {
            sum += s;
        }
        var classes = new int[settings.nodes()];
        double before = 0;
        int node = 0;
        for (int c = 0; c < share.length; c++) {
            before += share[c] / sum;
            int end = c == share.length - 1 ? classes.length : (int) Math.round(before * classes.length);
            Arrays.fill(classes, node, end, c);
            node = end;
        }
        random.shuffle(classes);
        return classes;
    }

    /** Pareto, cut at the square root of all edge ends: beyond it the same pair would be drawn again and again. */
    private static double[] weights(Settings settings, SplitMix64 random) {
        double cut = Math.sqrt(settings.nodes() * settings.averageDegree());
        var weights = new double[settings.nodes()];
        for (int node = 0; node < weights.length; node++) {
            double weight = StrictMath.pow(1 - random.nextDouble(), -1 / (settings.exponent() - 1));
            weights[node] = Math.min(weight, cut);
        }
        return weights;
    }

    private static EdgeList link(Settings settings, ClassDraw draw) {
        var random = SplitMix64.stream(settings.seed(), LINKS);
        var sources = new GrowingInts();
        var targets = new GrowingInts();
        for (int node = 0; node < settings.nodes(); node++) {
            sources.add(node);
            targets.add(draw.partnerOf(node, settings.homophily(), random));
        }
        var edges = EdgeList.undirected(settings.nodes(), sources.toArray(), targets.toArray());
        for (int round = 0; round < ROUNDS && edges.size() < settings.edgeTarget(); round++) {
            for (int missing = settings.edgeTarget() - edges.size(); missing > 0; missing--) {
                int node = draw.any(random);
                sources.add(node);
                targets.add(draw.partnerOf(node, settings.homophily(), random));
            }
            edges = EdgeList.undirected(settings.nodes(), sources.toArray(), targets.toArray());
        }
        return edges;
    }
}
