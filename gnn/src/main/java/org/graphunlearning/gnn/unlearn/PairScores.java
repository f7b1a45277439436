package org.graphunlearning.gnn.unlearn;

import java.util.BitSet;
import org.graphunlearning.gnn.graph.Graph;

/** How alike the ends of pairs answer: the chance that both are of the same class, {@code <p_u, p_v>}, in [0, 1]. */
final class PairScores {
    private PairScores() {}

    /**
     * Mean change over the remaining edges with both ends in a region, each direction once; 0 where there is none. Beside a
     * retrained model instead of the one before, it is the over-forgetting index of Tan et al. (UtU, 2024).
     *
     * @param before probabilities, one row per graph row of {@code rows}, in order
     * @param after the same of another model
     * @param rows of the graph, ascending, the region among them
     */
    static double meanChange(Graph graph, BitSet region, int[] rows, float[] before, float[] after) {
        int width = before.length / rows.length;
        var position = new int[graph.nodeCount()];
        for (int i = 0; i < rows.length; i++) {
            position[rows[i]] = i;
        }
        var adjacency = graph.adjacency();
        double sum = 0;
        long edges = 0;
        for (int row = region.nextSetBit(0); row >= 0; row = region.nextSetBit(row + 1)) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                if (region.get(adjacency.idx()[k])) {
                    int u = position[row] * width;
                    int v = position[adjacency.idx()[k]] * width;
                    sum += score(after, u, v, width) - score(before, u, v, width);
                    edges++;
                }
            }
        }
        return edges == 0 ? 0 : sum / edges;
    }

    /** The score of two rows by where they start. */
    static double score(float[] probabilities, int u, int v, int width) {
        double sum = 0;
        for (int c = 0; c < width; c++) {
            sum += (double) probabilities[u + c] * probabilities[v + c];
        }
        return sum;
    }
}
