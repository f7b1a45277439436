package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Csr;
import org.jspecify.annotations.Nullable;

/**
 * One round of message passing from source rows to target rows (the "block" of sampled training, here never sampled).
 *
 * <p>Every target is also a source, so a layer finds a node's own input at {@link #selfOf}. Entries of a row ascend by
 * source. The transpose, which backward passes need, is built on first use; for a symmetric hop it is the hop itself.
 */
public final class Hop {
    private final Csr forward;
    private final int sources;
    private final int @Nullable [] selfOf;
    private final boolean symmetric;
    private @Nullable Csr backward;
    private int @Nullable [] edgeOfBackward;

    /**
     * A hop over its entries.
     *
     * @param forward targets x sources
     * @param sources number of source rows
     * @param selfOf source row of each target, or {@code null} when rows are the same on both sides
     * @param symmetric whether the matrix equals its transpose, values included
     */
    Hop(Csr forward, int sources, int @Nullable [] selfOf, boolean symmetric) {
        this.forward = forward;
        this.sources = sources;
        this.selfOf = selfOf;
        this.symmetric = symmetric;
    }

    /** Number of rows that receive. */
    public int targets() {
        return forward.rows();
    }

    /** Number of rows that send. */
    public int sources() {
        return sources;
    }

    /** Number of messages. */
    public int messages() {
        return forward.idx().length;
    }

    /** Targets x sources, with the edge weights. */
    public Csr forward() {
        return forward;
    }

    /** Source row of a target. */
    public int selfOf(int target) {
        return selfOf == null ? target : selfOf[target];
    }

    /** Sources x targets, with the edge weights. */
    public Csr backward() {
        var out = backward;
        if (out == null) {
            out = symmetric ? forward : transposed();
            backward = out;
        }
        return out;
    }

    /** Which entry of {@link #forward} each entry of {@link #backward} is. */
    public int[] edgeOfBackward() {
        var out = edgeOfBackward;
        if (out == null) {
            backward = transposed();
            out = edgeOfBackward;
        }
        if (out == null) {
            throw new IllegalStateException("Transposing fills the edge numbers.");
        }
        return out;
    }

    /** Counting sort by source; walking targets in ascending order leaves each row sorted. */
    private Csr transposed() {
        int[] ptr = forward.ptr();
        int[] idx = forward.idx();
        var outPtr = new int[sources + 1];
        for (int j : idx) {
            outPtr[j + 1]++;
        }
        for (int j = 0; j < sources; j++) {
            outPtr[j + 1] += outPtr[j];
        }
        var cursor = Arrays.copyOf(outPtr, sources);
        var outIdx = new int[idx.length];
        var outVal = new float[idx.length];
        var edge = new int[idx.length];
        for (int i = 0; i + 1 < ptr.length; i++) {
            for (int k = ptr[i]; k < ptr[i + 1]; k++) {
                int at = cursor[idx[k]]++;
                outIdx[at] = i;
                outVal[at] = forward.val()[k];
                edge[at] = k;
            }
        }
        edgeOfBackward = edge;
        return new Csr(outPtr, outIdx, outVal);
    }
}
