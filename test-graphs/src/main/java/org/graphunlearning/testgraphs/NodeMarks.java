package org.graphunlearning.testgraphs;

import java.util.Arrays;
import java.util.Locale;

/**
 * What is marked on each node: its class and its part in two splits. Arrays are shared, not copied; do not modify them.
 *
 * @param labels class per node, 0 or more, or -1 where unlabelled
 * @param split the published split, or the usual one of the generator
 * @param splitRandom a random 80/10/10 split over labelled nodes
 */
public record NodeMarks(long[] labels, NodeSplit[] split, NodeSplit[] splitRandom) {
    /** Checks that the three arrays cover the same nodes and that no label is below -1. */
    public NodeMarks {
        if (split.length != labels.length || splitRandom.length != labels.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Labels cover %d nodes, but the splits cover %d and %d.",
                    labels.length,
                    split.length,
                    splitRandom.length));
        }
        for (int node = 0; node < labels.length; node++) {
            if (labels[node] < -1) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "The label of node %d is below -1.", node));
            }
            if (split[node] == null || splitRandom[node] == null) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "Node %d has no split; use NONE.", node));
            }
        }
    }

    /** Marks of nodes without label and without split. */
    public static NodeMarks none(int nodeCount) {
        var labels = new long[nodeCount];
        Arrays.fill(labels, -1);
        var split = new NodeSplit[nodeCount];
        Arrays.fill(split, NodeSplit.NONE);
        return new NodeMarks(labels, split, split);
    }

    /** Number of different labels that occur, unlabelled nodes left out. */
    public int classCount() {
        return (int)
                Arrays.stream(labels).filter(label -> label >= 0).distinct().count();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeMarks that
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(split, that.split)
                && Arrays.equals(splitRandom, that.splitRandom);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "NodeMarks[nodes=%d, classes=%d]", labels.length, classCount());
    }
}
