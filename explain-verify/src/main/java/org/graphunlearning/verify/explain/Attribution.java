package org.graphunlearning.verify.explain;

import java.util.List;

/**
 * How much each input contributes to one logit of one node. What is not listed has score zero.
 *
 * @param target key of the node explained
 * @param classIndex index of the class whose logit is explained
 * @param logit its value, before softmax
 * @param nodes scores of nodes; empty where the method gives none
 * @param edges scores of edges; empty where the method gives none
 * @param features scores of single feature values; empty where the method gives none
 * @param caveats what to know beside the numbers, each at most once, in the order of {@link Caveat}; mostly empty
 */
public record Attribution(
        long target, int classIndex, double logit, Nodes nodes, Edges edges, Features features, List<Caveat> caveats) {
    /** Puts the caveats in order. */
    public Attribution {
        caveats = caveats.stream().distinct().sorted().toList();
    }

    /** Without caveats. */
    public Attribution(long target, int classIndex, double logit, Nodes nodes, Edges edges, Features features) {
        this(target, classIndex, logit, nodes, edges, features, List.of());
    }

    /** Whether something must be known beside the numbers. */
    public boolean has(Caveat caveat) {
        return caveats.contains(caveat);
    }

    /**
     * Scores of nodes, ascending by key.
     *
     * @param keys node keys, strictly ascending
     * @param signed sums of the signed scores of a node's feature values: positive speaks for the class
     * @param magnitude sums of their absolute values, never negative; the heat map
     */
    public record Nodes(long[] keys, double[] signed, double[] magnitude) {
        /** No scores. */
        public static final Nodes NONE = new Nodes(new long[0], new double[0], new double[0]);

        /** Checks that lengths agree. */
        public Nodes {
            requireSame(keys.length, signed.length, magnitude.length);
        }
    }

    /**
     * Scores of edges, ascending by source, then target. An undirected edge has one score and its smaller key as source; self loops
     * that a layer adds have none.
     *
     * @param sources keys of the senders
     * @param targets keys of the receivers
     * @param signed positive speaks for the class
     */
    public record Edges(long[] sources, long[] targets, double[] signed) {
        /** No scores. */
        public static final Edges NONE = new Edges(new long[0], new long[0], new double[0]);

        /** Checks that lengths agree. */
        public Edges {
            requireSame(sources.length, targets.length, signed.length);
        }
    }

    /**
     * Scores of single feature values, ascending by node, then column.
     *
     * @param nodes keys of the nodes
     * @param columns columns of the feature matrix
     * @param signed positive speaks for the class
     */
    public record Features(long[] nodes, int[] columns, double[] signed) {
        /** No scores. */
        public static final Features NONE = new Features(new long[0], new int[0], new double[0]);

        /** Checks that lengths agree. */
        public Features {
            requireSame(nodes.length, columns.length, signed.length);
        }
    }

    private static void requireSame(int first, int second, int third) {
        if (first != second || second != third) {
            throw new IllegalArgumentException(
                    "Scores and their keys differ in number (" + first + ", " + second + ", " + third + ").");
        }
    }
}
