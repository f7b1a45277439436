package org.graphunlearning.gnn.sidecar;

import java.util.List;

/**
 * Deletion operators of a model (Cheng et al., GNNDelete, 2023): after a layer, the rows of some nodes are multiplied by a square
 * matrix, before the activation.
 *
 * @param layers one per layer of the model, input side first
 * @param endpoints keys of remaining nodes that lost an edge, a neighbour or features in any request so far, ascending, a key as
 *     often as it lost something
 */
public record DeletionOperators(List<Operator> layers, long[] endpoints) {
    /** Keeps the list unmodifiable. */
    public DeletionOperators {
        layers = List.copyOf(layers);
    }

    /**
     * The operator of one layer.
     *
     * @param width of the layer's output rows
     * @param matrix width x width, row-major: {@code h' = h W}
     * @param nodes keys of the nodes it acts on, ascending
     */
    public record Operator(int width, float[] matrix, long[] nodes) {
        /** Checks the shape. */
        public Operator {
            if (matrix.length != width * width) {
                throw new IllegalArgumentException("A deletion operator must be square.");
            }
        }
    }
}
