package org.graphunlearning.gnn.compute;

/**
 * A sparse matrix in compressed rows whose entries hold one value per head.
 *
 * @param ptr row starts, length {@code rows + 1}
 * @param idx column of each entry
 * @param val values, entry-major: head {@code h} of entry {@code k} is {@code val[k * heads + h]}
 * @param heads values per entry, 1 for an ordinary matrix
 */
public record Csr(int[] ptr, int[] idx, float[] val, int heads) {
    /** An ordinary matrix, one value per entry. */
    public Csr(int[] ptr, int[] idx, float[] val) {
        this(ptr, idx, val, 1);
    }

    /** Number of rows. */
    public int rows() {
        return ptr.length - 1;
    }
}
