package org.graphunlearning.verify.distance;

import java.util.Arrays;
import java.util.function.LongToIntFunction;
import org.graphunlearning.verify.explain.Attribution;

/**
 * The part of the graph that an explanation points at: the target, the strongest nodes and the edges between them, as far as they
 * hang together with the target.
 *
 * @param target key of the node explained
 * @param nodes keys, ascending, the target among them
 * @param labels label of each node
 * @param edges ascending by source, then target
 */
public record ExplanationSubgraph(long target, long[] nodes, int[] labels, Edges edges) {
    /**
     * The edges.
     *
     * @param sources keys of the senders; of an undirected edge the smaller key
     * @param targets keys of the receivers
     * @param strengths 1 to 3: the third of the largest edge score that the score lies in
     * @param directed whether edges have a direction
     */
    public record Edges(long[] sources, long[] targets, byte[] strengths, boolean directed) {
        /** How many. */
        public int size() {
            return sources.length;
        }
    }

    /** Checks lengths and that the target is there. */
    public ExplanationSubgraph {
        if (nodes.length != labels.length || Arrays.binarySearch(nodes, target) < 0) {
            throw new IllegalArgumentException("An explanation subgraph needs a label per node, not " + labels.length
                    + " for " + nodes.length + ", and its target among the nodes.");
        }
    }

    /**
     * Gathers nodes by descending score until enough mass is there, then the strongest edges between them; ties go to the smaller
     * key. Scores of zero are left out. An attribution without edge scores gives the target alone.
     *
     * @param attribution what is drawn
     * @param limits how much of it
     * @param labelOf label of a node by key: its Neo4j label, or the class some model predicts
     * @param directed whether the graph is directed
     */
    public static ExplanationSubgraph of(
            Attribution attribution, SubgraphLimits limits, LongToIntFunction labelOf, boolean directed) {
        return new SubgraphDrawing(attribution, limits).draw(labelOf, directed);
    }

    /** The shape alone, rooted at the target. */
    public LabelledGraph shape() {
        int n = nodes.length;
        var strength = new byte[n * n];
        for (int e = 0; e < edges.size(); e++) {
            int from = Arrays.binarySearch(nodes, edges.sources[e]);
            int to = Arrays.binarySearch(nodes, edges.targets[e]);
            strength[from * n + to] = edges.strengths[e];
            if (!edges.directed) {
                strength[to * n + from] = edges.strengths[e];
            }
        }
        return new LabelledGraph(labels, strength, edges.directed, Arrays.binarySearch(nodes, target));
    }
}
