package org.graphunlearning.verify.rules;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What surrounds some nodes, as shares of the answers one and two steps away. Walks that return to the node are not counted: they
 * would hand it its own answer. Linear in the edges of the nodes and of their neighbours.
 */
final class NeighbourShares {
    private final int[] ptr;
    private final int[] idx;
    private final Graph graph;
    private final int[] rows;
    private final int classes;
    private final int[] slot;
    private final int slots;

    NeighbourShares(Graph graph, int[] rows, int classes) {
        this.graph = graph;
        this.ptr = graph.adjacency().ptr();
        this.idx = graph.adjacency().idx();
        this.rows = rows;
        this.classes = classes;
        this.slot = new int[graph.nodeCount()];
        Arrays.fill(slot, -1);
        int next = 0;
        for (int row : rows) {
            for (int k = ptr[row]; k < ptr[row + 1]; k++) {
                if (slot[idx[k]] < 0) {
                    slot[idx[k]] = next++;
                }
            }
        }
        this.slots = next;
    }

    /** Per class the shares one step away, then per class those two steps away; one entry per node. */
    double[][] of(int[] answers) {
        var ofNeighbours = aroundNeighbours(answers);
        var out = new double[2 * classes][rows.length];
        var one = new long[classes];
        var two = new long[classes];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(one, 0);
            Arrays.fill(two, 0);
            for (int k = ptr[rows[i]]; k < ptr[rows[i] + 1]; k++) {
                int neighbour = idx[k];
                one[answers[neighbour]]++;
                for (int c = 0; c < classes; c++) {
                    two[c] += ofNeighbours[slot[neighbour] * classes + c];
                }
                if (graph.adjacency().contains(rows[i], neighbour)) {
                    two[answers[rows[i]]]--;
                }
            }
            shares(one, out, 0, i);
            shares(two, out, classes, i);
        }
        return out;
    }

    private int[] aroundNeighbours(int[] answers) {
        var count = new int[Math.multiplyExact(slots, classes)];
        for (int row = 0; row < slot.length; row++) {
            if (slot[row] >= 0) {
                for (int k = ptr[row]; k < ptr[row + 1]; k++) {
                    count[slot[row] * classes + answers[idx[k]]]++;
                }
            }
        }
        return count;
    }

    private static void shares(long[] count, double[][] out, int at, int example) {
        long total = 0;
        for (long c : count) {
            total += c;
        }
        for (int c = 0; c < count.length; c++) {
            out[at + c][example] = total == 0 ? 0 : (double) count[c] / total;
        }
    }
}
