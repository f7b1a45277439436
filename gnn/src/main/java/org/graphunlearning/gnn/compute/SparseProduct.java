package org.graphunlearning.gnn.compute;

/**
 * {@code out = A in}, or {@code out += A in}, with one head of a sparse {@code A}.
 *
 * @param a the sparse matrix
 * @param head which of its values to use
 * @param in read at row {@code a.idx[k]}
 * @param out written at the row of {@code a}; as wide as {@code in}
 * @param accumulate whether to add to what {@code out} holds
 */
public record SparseProduct(Csr a, int head, Panel in, Panel out, boolean accumulate) {}
