package org.graphunlearning.verify.verdict;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Reach;

/**
 * Whose output can tell of a deletion: the retained nodes that {@link AffectedNodes} names. Where there are none, the forgotten
 * training nodes themselves, shown to the model once more: their own posteriors are what it memorised.
 *
 * @param keys node keys of the graph before, ascending
 * @param hops distance of each from what is deleted, along messages; 0 for a node that is itself touched
 * @param forgotten whether these are the forgotten nodes themselves, for want of others
 */
public record Region(long[] keys, int[] hops, boolean forgotten) {
    /** Checks that lengths agree. */
    public Region {
        if (keys.length != hops.length) {
            throw new IllegalArgumentException(
                    "Each node needs its distance, but there are " + keys.length + " and " + hops.length + ".");
        }
    }

    /**
     * Finds them; linear in the edges of the rows reached, and in all edges of a directed graph.
     *
     * @param reach of the model
     * @throws IllegalArgumentException when the graph lacks a node that is to be forgotten
     */
    public static Region of(Graph before, ForgetSet forget, Reach reach) {
        int[] rows = AffectedNodes.of(before, forget, reach).stream().toArray();
        if (rows.length == 0) {
            long[] themselves = trained(before, forget);
            return new Region(themselves, new int[themselves.length], true);
        }
        var keys = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            keys[i] = before.key(rows[i]);
        }
        return new Region(keys, hops(before, forget, rows, reach.hops() + 1), false);
    }

    private static int[] hops(Graph before, ForgetSet forget, int[] rows, int furthest) {
        var outgoing = before.adjacency().reversed();
        var touched = touched(before, forget);
        var hops = new int[rows.length];
        var nearer = new BitSet();
        for (int hop = 0; hop <= furthest; hop++) {
            var reached = AffectedNodes.within(outgoing, touched, hop);
            for (int i = 0; i < rows.length; i++) {
                if (reached.get(rows[i]) && !nearer.get(rows[i])) {
                    hops[i] = hop;
                }
            }
            nearer = reached;
        }
        return hops;
    }

    private static BitSet touched(Graph before, ForgetSet forget) {
        var rows = new BitSet(before.nodeCount());
        for (long key : forget.nodes()) {
            rows.set(before.row(key));
        }
        for (var edge : forget.edges()) {
            rows.set(before.row(edge.source()));
            rows.set(before.row(edge.target()));
        }
        for (var cells : forget.features()) {
            rows.set(before.row(cells.node()));
        }
        return rows;
    }

    private static long[] trained(Graph before, ForgetSet forget) {
        int[] training = before.trainingRows();
        return LongStream.concat(Arrays.stream(forget.nodes()), Arrays.stream(forget.labels()))
                .sorted()
                .distinct()
                .filter(key -> Arrays.binarySearch(training, before.row(key)) >= 0)
                .toArray();
    }

    /** How many. */
    public int size() {
        return keys.length;
    }
}
