package org.graphunlearning.gnn.compute;

/**
 * {@code out = A B} on row-major panels.
 *
 * @param a m x k
 * @param b k x n
 * @param out m x n
 */
public record DenseProduct(Panel a, Panel b, Panel out) {}
