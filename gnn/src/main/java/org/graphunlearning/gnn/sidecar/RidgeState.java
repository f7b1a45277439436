package org.graphunlearning.gnn.sidecar;

/**
 * Sufficient statistics of a ridge head on propagated features Z (training rows x columns) with targets T (x classes).
 *
 * @param columns D, the constant column included
 * @param classes c
 * @param gram {@code Z^T Z}, D x D, row-major, symmetric
 * @param cross {@code Z^T T}, D x c, row-major
 * @param rows training rows in the sums
 */
public record RidgeState(int columns, int classes, double[] gram, double[] cross, long rows) {
    /** Checks the shapes. */
    public RidgeState {
        if (gram.length != columns * columns || cross.length != columns * classes || rows < 0) {
            throw new IllegalArgumentException("Sufficient statistics do not fit their shape.");
        }
    }
}
