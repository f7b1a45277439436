package org.graphunlearning.gnn.graph;

/** One feature vector per row, sparse or dense; every value is finite. */
public sealed interface Features permits SparseFeatures, DenseFeatures {
    /** Number of rows. */
    int rows();

    /** Width of a feature vector. */
    int columns();

    /** The rows named, in the order given; {@code rows[i]} becomes row {@code i}. */
    Features select(int[] rows);

    /** The same features with {@code columns} of {@code row} set to zero for every cell named; an empty array means all. */
    Features withZeroed(int[] rows, int[][] columns);
}
