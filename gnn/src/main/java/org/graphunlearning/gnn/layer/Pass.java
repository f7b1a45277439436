package org.graphunlearning.gnn.layer;

/**
 * One evaluation of a model.
 *
 * @param training whether dropout is on
 * @param seed of the run
 * @param epoch of the run, from 0
 */
public record Pass(boolean training, long seed, int epoch) {
    /** Without dropout: inference and every gradient that unlearning takes. */
    public static Pass inference() {
        return new Pass(false, 0, 0);
    }

    /** With the draws of one epoch. */
    public static Pass training(long seed, int epoch) {
        return new Pass(true, seed, epoch);
    }
}
