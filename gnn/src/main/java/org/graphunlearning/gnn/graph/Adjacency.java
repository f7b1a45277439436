package org.graphunlearning.gnn.graph;

import java.util.Arrays;

/**
 * Who sends messages to whom: compressed sparse rows of in-neighbours.
 *
 * <p>Row {@code i} holds the rows {@code j} with an edge {@code j -> i}, ascending, without loops and without
 * duplicates; what a layer adds (self loops, weights) is the layer's business. An undirected edge is stored in both
 * rows. The arrays are shared, never copied: nobody may write to them.
 *
 * @param ptr row starts, length {@code n + 1}
 * @param idx in-neighbours, length {@code ptr[n]}
 * @param directed whether {@code j -> i} may exist without {@code i -> j}
 */
public record Adjacency(int[] ptr, int[] idx, boolean directed) {
    /** Checks the shape in constant time; the order inside rows is the builder's promise. */
    public Adjacency {
        if (ptr.length == 0 || ptr[0] != 0 || ptr[ptr.length - 1] != idx.length) {
            throw new IllegalArgumentException("Row starts must run from 0 to " + idx.length + ".");
        }
    }

    /**
     * Builds the rows from an edge list by two counting sorts; loops are dropped and parallel edges merged.
     *
     * @param nodeCount number of rows, {@code n}
     * @param sources first ends, values in {@code [0, n)}
     * @param targets second ends, values in {@code [0, n)}
     * @param edgeCount how many entries of the two arrays to read
     * @param directed {@code false} stores each edge in both rows
     * @throws IllegalArgumentException when an end lies outside {@code [0, n)} or more than 2^31 entries are needed
     */
    public static Adjacency of(int nodeCount, int[] sources, int[] targets, int edgeCount, boolean directed) {
        var bySource = entriesPerRow(nodeCount, sources, targets, edgeCount, directed);
        // First pass: bucket by sender. Second pass: walking senders in ascending order leaves every row sorted.
        var sent = new int[bySource[nodeCount]];
        var cursor = Arrays.copyOf(bySource, nodeCount);
        for (int e = 0; e < edgeCount; e++) {
            int s = sources[e];
            int t = targets[e];
            if (s != t) {
                sent[cursor[s]++] = t;
                if (!directed) {
                    sent[cursor[t]++] = s;
                }
            }
        }
        return mergeInto(nodeCount, bySource, sent, directed);
    }

    private static int[] entriesPerRow(int n, int[] sources, int[] targets, int edgeCount, boolean directed) {
        var count = new int[n + 1];
        long total = 0;
        for (int e = 0; e < edgeCount; e++) {
            int s = sources[e];
            int t = targets[e];
            if (s < 0 || s >= n || t < 0 || t >= n) {
                throw new IllegalArgumentException("Edge " + e + " ends outside the " + n + " nodes of the graph.");
            }
            if (s != t) {
                count[s + 1]++;
                total++;
                if (!directed) {
                    count[t + 1]++;
                    total++;
                }
            }
        }
        if (total > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "The graph needs " + total + " neighbour entries; the limit is 2^31 - 9.");
        }
        for (int i = 0; i < n; i++) {
            count[i + 1] += count[i];
        }
        return count;
    }

    private static Adjacency mergeInto(int n, int[] sentPtr, int[] sent, boolean directed) {
        var ptr = new int[n + 1];
        for (int t : sent) {
            ptr[t + 1]++;
        }
        for (int i = 0; i < n; i++) {
            ptr[i + 1] += ptr[i];
        }
        var idx = new int[sent.length];
        var cursor = Arrays.copyOf(ptr, n);
        for (int s = 0; s < n; s++) {
            for (int k = sentPtr[s]; k < sentPtr[s + 1]; k++) {
                int t = sent[k];
                if (cursor[t] == ptr[t] || idx[cursor[t] - 1] != s) {
                    idx[cursor[t]++] = s;
                }
            }
        }
        return new Adjacency(compacted(ptr, cursor, idx), trimmed(ptr, cursor, idx), directed);
    }

    private static int[] compacted(int[] ptr, int[] end, int[] idx) {
        var out = new int[ptr.length];
        for (int i = 0; i < end.length; i++) {
            out[i + 1] = out[i] + end[i] - ptr[i];
        }
        return out[end.length] == idx.length ? ptr : out;
    }

    private static int[] trimmed(int[] ptr, int[] end, int[] idx) {
        int length = 0;
        for (int i = 0; i < end.length; i++) {
            int size = end[i] - ptr[i];
            System.arraycopy(idx, ptr[i], idx, length, size); // only ever moves entries to the left
            length += size;
        }
        return length == idx.length ? idx : Arrays.copyOf(idx, length);
    }

    /** Number of rows. */
    public int nodeCount() {
        return ptr.length - 1;
    }

    /** Edges, an undirected pair counted once. */
    public int edgeCount() {
        return directed ? idx.length : idx.length / 2;
    }

    /** In-neighbours of a row. */
    public int degree(int row) {
        return ptr[row + 1] - ptr[row];
    }

    /** Whether {@code target} receives from {@code source}; logarithmic in the degree. */
    public boolean contains(int source, int target) {
        return Arrays.binarySearch(idx, ptr[target], ptr[target + 1], source) >= 0;
    }

    /**
     * The edges among some rows; {@code rows[i]} becomes row {@code i}. Logarithmic in {@code rows} per neighbour entry read.
     *
     * @param rows ascending
     */
    Adjacency induced(int[] rows) {
        var newPtr = new int[rows.length + 1];
        long entries = 0;
        for (int row : rows) {
            entries += degree(row);
        }
        var newIdx = new int[Math.toIntExact(entries)];
        int length = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int k = ptr[rows[i]]; k < ptr[rows[i] + 1]; k++) {
                int at = Arrays.binarySearch(rows, idx[k]);
                if (at >= 0) {
                    newIdx[length++] = at;
                }
            }
            newPtr[i + 1] = length;
        }
        return new Adjacency(newPtr, Arrays.copyOf(newIdx, length), directed);
    }

    /** Out-neighbours as rows: the same object when the graph is undirected. Linear time and memory. */
    public Adjacency reversed() {
        if (!directed) {
            return this;
        }
        int n = nodeCount();
        var out = new int[n + 1];
        for (int j : idx) {
            out[j + 1]++;
        }
        for (int i = 0; i < n; i++) {
            out[i + 1] += out[i];
        }
        var cursor = Arrays.copyOf(out, n);
        var to = new int[idx.length];
        for (int i = 0; i < n; i++) {
            for (int k = ptr[i]; k < ptr[i + 1]; k++) {
                to[cursor[idx[k]]++] = i;
            }
        }
        return new Adjacency(out, to, true);
    }
}
