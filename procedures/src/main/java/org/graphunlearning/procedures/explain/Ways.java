package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * How messages reach a target: for every row within reach one way of the fewest hops, and among those the one whose edges have the
 * most importance in all; ties go to smaller keys. O(m log m) for the {@code m} messages within reach, nothing as large as the graph.
 */
final class Ways {
    /** Rows at one distance, ascending, where each goes next, and what its way is worth. */
    private record Ring(int[] rows, int[] next, double[] worth) {}

    private final List<Ring> rings = new ArrayList<>();

    private Ways(int target) {
        rings.add(new Ring(new int[] {target}, new int[1], new double[1]));
    }

    /** Ways over edges that were scored, or any edge if none was. */
    static Ways into(Graph graph, int target, int hops, EdgeShares shares) {
        var out = new Ways(target);
        for (int hop = 0; hop < hops; hop++) {
            out.grow(graph, shares);
        }
        return out;
    }

    private void grow(Graph graph, EdgeShares shares) {
        var inner = rings.get(rings.size() - 1);
        long[] steps = steps(graph, inner, shares);
        var ring = new Ring(new int[steps.length], new int[steps.length], new double[steps.length]);
        int size = 0;
        for (long step : steps) {
            int row = (int) (step >>> 32);
            int next = (int) step;
            double worth = inner.worth()[next] + shares.of(row, inner.rows()[next]);
            boolean known = size > 0 && ring.rows()[size - 1] == row;
            if (!known || worth > ring.worth()[size - 1]) {
                size += known ? 0 : 1;
                ring.rows()[size - 1] = row;
                ring.next()[size - 1] = next;
                ring.worth()[size - 1] = worth;
            }
        }
        rings.add(new Ring(
                Arrays.copyOf(ring.rows(), size), Arrays.copyOf(ring.next(), size), Arrays.copyOf(ring.worth(), size)));
    }

    /** Steps from rows not met before into a ring, {@code row << 32 | place in the ring}, ascending. */
    private long[] steps(Graph graph, Ring inner, EdgeShares shares) {
        var in = graph.adjacency();
        var out = LongStream.builder();
        for (int place = 0; place < inner.rows().length; place++) {
            int receiver = inner.rows()[place];
            for (int k = in.ptr()[receiver]; k < in.ptr()[receiver + 1]; k++) {
                int sender = in.idx()[k];
                if (shares.of(sender, receiver) >= 0 && hops(sender) < 0) {
                    out.add(EdgeShares.pack(sender, place));
                }
            }
        }
        return out.build().sorted().toArray();
    }

    /** Hops from a row to the target, or -1 beyond reach. */
    int hops(int row) {
        for (int hop = 0; hop < rings.size(); hop++) {
            if (Arrays.binarySearch(rings.get(hop).rows(), row) >= 0) {
                return hop;
            }
        }
        return -1;
    }

    /** The rows from the target to a row, both included, or null beyond reach. */
    int @Nullable [] to(int row) {
        int hops = hops(row);
        if (hops < 0) {
            return null;
        }
        var out = new int[hops + 1];
        int place = Arrays.binarySearch(rings.get(hops).rows(), row);
        for (int hop = hops; hop >= 0; hop--) {
            out[hop] = rings.get(hop).rows()[place];
            place = rings.get(hop).next()[place];
        }
        return out;
    }
}
