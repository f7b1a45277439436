package org.graphunlearning.gnn.sidecar;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Deletion operators of a model (Cheng et al., GNNDelete, 2023): after a layer, the rows of some nodes are multiplied by a square
 * matrix, before the activation. Beside them stands what they were solved for, so that a later deletion can solve them anew for
 * everything deleted so far.
 *
 * @param layers one per layer of the model, input side first; empty where all of them are the identity
 * @param endpoints keys of remaining nodes that lost an edge or a neighbour in any request so far, ascending, a key as often as it
 *     lost one
 * @param altered keys of remaining nodes that lost feature values in any request so far, ascending, each once
 */
public record DeletionOperators(List<Operator> layers, long[] endpoints, long[] altered) {
    /** Keeps the list unmodifiable and checks the order of the keys. */
    public DeletionOperators {
        layers = List.copyOf(layers);
        for (int i = 1; i < endpoints.length; i++) {
            require(endpoints[i - 1] <= endpoints[i]);
        }
        requireAscending(altered);
    }

    /** Whether any answer depends on them. */
    public boolean act() {
        return !layers.isEmpty();
    }

    /** The same with every matrix moved towards the identity: {@code I + share (W - I)}. */
    public DeletionOperators scaled(double share) {
        return new DeletionOperators(
                layers.stream().map(layer -> layer.scaled(share)).toList(), endpoints, altered);
    }

    /** The same with the identity instead of every matrix, which needs no operator. */
    public DeletionOperators withoutMatrices() {
        return new DeletionOperators(List.of(), endpoints, altered);
    }

    /** The same without the keys of nodes that are gone; this very object when none is. */
    public DeletionOperators among(LongPredicate exists) {
        var kept = layers.stream()
                .map(layer -> new Operator(layer.width, layer.matrix, kept(layer.nodes, exists)))
                .toList();
        long[] ends = kept(endpoints, exists);
        long[] others = kept(altered, exists);
        boolean same = ends.length == endpoints.length && others.length == altered.length;
        for (int l = 0; l < kept.size(); l++) {
            same &= kept.get(l).nodes.length == layers.get(l).nodes.length;
        }
        return same ? this : new DeletionOperators(kept, ends, others);
    }

    private static long[] kept(long[] keys, LongPredicate exists) {
        return Arrays.stream(keys).filter(exists).toArray();
    }

    private static void requireAscending(long[] keys) {
        for (int i = 1; i < keys.length; i++) {
            require(keys[i - 1] < keys[i]);
        }
    }

    private static void require(boolean ascends) {
        if (!ascends) {
            throw new IllegalArgumentException("The node keys of deletion operators must ascend.");
        }
    }

    /**
     * The operator of one layer.
     *
     * @param width of the layer's output rows
     * @param matrix width x width, row-major: {@code h' = h W}; not to be written to
     * @param nodes keys of the nodes it acts on, ascending
     */
    public record Operator(int width, float[] matrix, long[] nodes) {
        /** Checks the shape. */
        public Operator {
            if (width < 1 || matrix.length != (long) width * width) {
                throw new IllegalArgumentException("A deletion operator must be square.");
            }
            requireAscending(nodes);
        }

        private Operator scaled(double share) {
            var out = new float[matrix.length];
            for (int i = 0; i < out.length; i++) {
                double identity = i % (width + 1) == 0 ? 1 : 0;
                out[i] = (float) (identity + share * (matrix[i] - identity));
            }
            return new Operator(width, out, nodes);
        }
    }
}
