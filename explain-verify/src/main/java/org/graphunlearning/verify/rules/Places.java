package org.graphunlearning.verify.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** In which node of a growing tree every example is, and the class counts of all nodes; of node k the halves are 2k and 2k + 1. */
final class Places {
    private final int[] answers;
    private final int classes;
    private final int[] nodeOf;
    private final int[] counts;

    /** All examples in the root, node 1. */
    Places(int[] answers, int classes, int depth) {
        this.answers = answers;
        this.classes = classes;
        this.nodeOf = new int[answers.length];
        this.counts = new int[(2 << depth) * classes];
        Arrays.fill(nodeOf, 1);
        for (int answer : answers) {
            counts[classes + answer]++;
        }
    }

    int classes() {
        return classes;
    }

    int node(int row) {
        return nodeOf[row];
    }

    int answer(int row) {
        return answers[row];
    }

    int count(int node, int c) {
        return counts[node * classes + c];
    }

    /** Whether a node's examples have different answers. */
    boolean mixed(int node) {
        int present = 0;
        for (int c = 0; c < classes; c++) {
            present += count(node, c) > 0 ? 1 : 0;
        }
        return present > 1;
    }

    /** The most frequent class, the first of equals. */
    int majority(int node) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = count(node, c) > count(node, best) ? c : best;
        }
        return best;
    }

    /** Moves the examples of the split nodes of a level down. What is not listed in a column is zero. */
    void move(SortedColumns columns, @Nullable RawSplit[] splits, int depth) {
        for (int k = 0; k < splits.length; k++) {
            var split = splits[k];
            if (split != null) {
                move(columns, split, (1 << depth) + k);
            }
        }
        for (int row = 0; row < nodeOf.length; row++) {
            if (nodeOf[row] >= 2 << depth) {
                counts[nodeOf[row] * classes + answers[row]]++;
            }
        }
    }

    private void move(SortedColumns columns, RawSplit split, int node) {
        int zeros = 2 * node + (0 <= split.threshold() ? 0 : 1);
        for (int k = columns.ptr()[split.column()]; k < columns.ptr()[split.column() + 1]; k++) {
            int row = columns.row(k);
            if (nodeOf[row] == node) {
                nodeOf[row] = 2 * node + (columns.value(k) <= split.threshold() ? 0 : 1);
            }
        }
        for (int row = 0; row < nodeOf.length; row++) {
            nodeOf[row] = nodeOf[row] == node ? zeros : nodeOf[row];
        }
    }
}
