package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;

/**
 * The matrix X that a layer multiplies: sparse features, or dense features and activations, with dropout applied.
 *
 * <p>{@link #prepare} fixes the draws of a pass; the products then use the dropped values until the next call.
 */
sealed interface LayerInput permits SparseInput, DenseInput {
    /** Number of rows. */
    int rows();

    /** Number of columns. */
    int columns();

    /** Applies the dropout of a pass. */
    void prepare(Compute compute, Dropout dropout);

    /** {@code out = X W}. */
    void times(Compute compute, Panel w, float[] out);

    /** {@code out = X^T G}. */
    void transposedTimes(Compute compute, Panel g, float[] out);
}
