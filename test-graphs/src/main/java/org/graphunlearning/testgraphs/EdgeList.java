package org.graphunlearning.testgraphs;

import java.util.Arrays;
import java.util.Locale;

/**
 * Edges as two parallel arrays. Arrays are shared, not copied; do not modify them.
 *
 * <p>Undirected: each pair once, {@code source < target}, ascending by source and then target, so there are neither
 * self loops nor parallel edges. Directed: any order; self loops and parallel edges stay as published.
 *
 * @param sources first end of each edge
 * @param targets second end of each edge
 * @param directed whether an edge leads from source to target only
 */
public record EdgeList(int[] sources, int[] targets, boolean directed) {
    /** Checks lengths, signs and, when undirected, the order. */
    public EdgeList {
        if (sources.length != targets.length) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "There are %d sources but %d targets.", sources.length, targets.length));
        }
        for (int edge = 0; edge < sources.length; edge++) {
            if (sources[edge] < 0 || targets[edge] < 0) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "Edge %d has a negative end.", edge));
            }
            if (!directed && sources[edge] >= targets[edge]) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "Edge %d is undirected, so its source must be below its target.", edge));
            }
            if (!directed && edge > 0 && !ascends(sources, targets, edge)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Edge %d is not after the edge before it; sort by source, then target, without repeats.",
                        edge));
            }
        }
    }

    /**
     * Undirected edges from pairs in any order: turns them round, sorts them, drops self loops and merges repeats, in
     * time linear in nodes and pairs.
     */
    public static EdgeList undirected(int nodeCount, int[] ends, int[] otherEnds) {
        var low = new int[ends.length];
        var high = new int[ends.length];
        int count = 0;
        for (int pair = 0; pair < ends.length; pair++) {
            if (ends[pair] != otherEnds[pair]) {
                low[count] = Math.min(ends[pair], otherEnds[pair]);
                high[count] = Math.max(ends[pair], otherEnds[pair]);
                count++;
            }
        }
        var sortedLow = new int[count];
        var sortedHigh = new int[count];
        // Least significant key first: the second pass is stable and keeps the order of the first.
        sortByFirst(nodeCount, count, high, low, sortedHigh, sortedLow);
        sortByFirst(nodeCount, count, sortedLow, sortedHigh, low, high);
        int kept = mergeRepeats(low, high, count);
        return new EdgeList(Arrays.copyOf(low, kept), Arrays.copyOf(high, kept), false);
    }

    private static void sortByFirst(
            int nodeCount, int count, int[] keys, int[] others, int[] sortedKeys, int[] sortedOthers) {
        var next = new int[nodeCount + 1];
        for (int i = 0; i < count; i++) {
            next[keys[i] + 1]++;
        }
        for (int node = 0; node < nodeCount; node++) {
            next[node + 1] += next[node];
        }
        for (int i = 0; i < count; i++) {
            int place = next[keys[i]]++;
            sortedKeys[place] = keys[i];
            sortedOthers[place] = others[i];
        }
    }

    private static int mergeRepeats(int[] low, int[] high, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || low[i] != low[kept - 1] || high[i] != high[kept - 1]) {
                low[kept] = low[i];
                high[kept] = high[i];
                kept++;
            }
        }
        return kept;
    }

    private static boolean ascends(int[] sources, int[] targets, int edge) {
        return sources[edge] > sources[edge - 1]
                || (sources[edge] == sources[edge - 1] && targets[edge] > targets[edge - 1]);
    }

    /** Number of edges; an undirected pair counts once. */
    public int size() {
        return sources.length;
    }

    /** Edges that touch each node; a self loop counts twice. */
    public int[] degrees(int nodeCount) {
        var degrees = new int[nodeCount];
        for (int edge = 0; edge < sources.length; edge++) {
            degrees[sources[edge]]++;
            degrees[targets[edge]]++;
        }
        return degrees;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EdgeList that
                && directed == that.directed
                && Arrays.equals(sources, that.sources)
                && Arrays.equals(targets, that.targets);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sources) + Arrays.hashCode(targets);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "EdgeList[edges=%d, directed=%s]", size(), directed);
    }
}
