package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;

/**
 * The entries of a sparse matrix that dropout keeps in a pass, scaled, in the order they have in the whole matrix: a product adds the
 * same terms as one over all entries with zeros where they were dropped, and so has the same bits, at the cost of what is kept.
 *
 * <p>Each range of rows is packed by one thread, without a branch per entry; then the gaps between ranges are closed. Memory: as much
 * as the whole matrix.
 */
final class KeptEntries {
    /** What drawing and moving an entry costs, in multiply-adds. */
    private static final int WORK = 8;

    private final Csr all;
    private final boolean transposed;
    private final int[] start;
    private final Csr kept;

    /**
     * Keeps nothing yet.
     *
     * @param transposed whether rows of {@code all} are channels and its columns nodes, not the other way round
     */
    KeptEntries(Csr all, boolean transposed) {
        this.all = all;
        this.transposed = transposed;
        this.start = new int[all.rows()];
        this.kept = new Csr(new int[all.rows() + 1], new int[all.idx().length], new float[all.idx().length]);
    }

    /** What the last {@link #draw} kept. */
    Csr matrix() {
        return kept;
    }

    /**
     * Draws anew.
     *
     * @param nodes {@link Dropout#node} of every node
     */
    void draw(Compute compute, Dropout dropout, int[] nodes) {
        compute.rows(all.ptr(), WORK, (from, to) -> {
            int at = from == to ? 0 : all.ptr()[from];
            for (int row = from; row < to; row++) {
                start[row] = at;
                at = transposed ? packChannel(dropout, nodes, row, at) : packNode(dropout, nodes[row], row, at);
                kept.ptr()[row + 1] = at - start[row];
            }
        });
        closeGaps();
    }

    private int packNode(Dropout dropout, int node, int row, int start) {
        float scale = dropout.scale();
        int at = start;
        for (int k = all.ptr()[row]; k < all.ptr()[row + 1]; k++) {
            int channel = all.idx()[k];
            kept.idx()[at] = channel;
            kept.val()[at] = all.val()[k] * scale;
            at -= dropout.kept(node, channel);
        }
        return at;
    }

    private int packChannel(Dropout dropout, int[] nodes, int channel, int start) {
        float scale = dropout.scale();
        int at = start;
        for (int k = all.ptr()[channel]; k < all.ptr()[channel + 1]; k++) {
            int row = all.idx()[k];
            kept.idx()[at] = row;
            kept.val()[at] = all.val()[k] * scale;
            at -= dropout.kept(nodes[row], channel);
        }
        return at;
    }

    /** Rows that lie behind one another are moved together, so that this costs a copy per range and not per row. */
    private void closeGaps() {
        int[] ptr = kept.ptr();
        int row = 0;
        while (row < start.length) {
            int from = start[row];
            int to = ptr[row];
            int gap = from - to;
            for (; row < start.length && start[row] - gap == ptr[row]; row++) {
                ptr[row + 1] += ptr[row];
            }
            if (gap > 0) {
                System.arraycopy(kept.idx(), from, kept.idx(), to, ptr[row] - to);
                System.arraycopy(kept.val(), from, kept.val(), to, ptr[row] - to);
            }
        }
    }
}
