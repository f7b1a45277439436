package org.graphunlearning.verify.distance;

import java.util.Arrays;

/**
 * A small graph whose nodes have labels and whose edges have strengths; nodes have no identity beyond their position.
 *
 * @param labels one per node, any integers
 * @param strength row-major: 0 where no edge runs from row to column, else 1 to 3; symmetric unless directed, no loops
 * @param directed whether an edge there may lack its counterpart
 * @param root the node that must stay itself, or {@link #NO_ROOT}
 */
public record LabelledGraph(int[] labels, byte[] strength, boolean directed, int root) {
    /** No node is special. */
    public static final int NO_ROOT = -1;

    /** Largest number of nodes. */
    public static final int MOST_NODES = 30;

    /** Checks shape and ranges. */
    public LabelledGraph {
        int n = labels.length;
        if (n > MOST_NODES || strength.length != n * n || root < NO_ROOT || root >= n) {
            throw new IllegalArgumentException("A graph of " + n + " nodes (at most " + MOST_NODES + ") with "
                    + strength.length + " strengths and root " + root + " does not fit together.");
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                byte value = strength[i * n + j];
                boolean wrong = value < 0 || value > 3 || (i == j && value != 0);
                if (wrong || (!directed && value != strength[j * n + i])) {
                    throw new IllegalArgumentException("The strength of edge " + i + "-" + j
                            + " must be 0 to 3, none on a loop, the same both ways in an undirected graph.");
                }
            }
        }
    }

    /** Number of nodes. */
    public int nodeCount() {
        return labels.length;
    }

    /** Number of edges, an undirected one counted once. */
    public int edgeCount() {
        int entries = 0;
        for (byte value : strength) {
            entries += value > 0 ? 1 : 0;
        }
        return directed ? entries : entries / 2;
    }

    int strength(int from, int to) {
        return strength[from * labels.length + to];
    }

    /** Edges that begin or end at a node. */
    int degree(int node) {
        int degree = 0;
        for (int other = 0; other < labels.length; other++) {
            degree += strength(node, other) > 0 ? 1 : 0;
            degree += directed && strength(other, node) > 0 ? 1 : 0;
        }
        return degree;
    }

    /** The nodes an edge runs to (or comes from), as bits. */
    int neighbours(int node, boolean outgoing) {
        int bits = 0;
        for (int other = 0; other < labels.length; other++) {
            int value = outgoing ? strength(node, other) : strength(other, node);
            bits |= value > 0 ? 1 << other : 0;
        }
        return bits;
    }

    /** An order of graphs, so that a pair can be taken the same way round whichever comes first. */
    static int compare(LabelledGraph one, LabelledGraph other) {
        int order = Arrays.compare(one.labels, other.labels);
        order = order != 0 ? order : Arrays.compare(one.strength, other.strength);
        return order != 0 ? order : Integer.compare(one.root, other.root);
    }
}
