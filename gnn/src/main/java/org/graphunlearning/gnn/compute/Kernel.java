package org.graphunlearning.gnn.compute;

/**
 * The two innermost loops. Every implementation sums each output element in ascending entry order with fused multiply-add,
 * so all of them give the same bits.
 */
interface Kernel {
    /** Rows {@code [from, to)} of a sparse product. */
    void multiply(SparseProduct product, int from, int to);

    /** Rows {@code [from, to)} of a dense product. */
    void multiply(DenseProduct product, int from, int to);

    /** Short name for provenance. */
    String name();
}
