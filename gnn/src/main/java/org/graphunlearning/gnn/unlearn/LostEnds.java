package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/**
 * The remaining nodes around everything deleted so far. What a node lost counts once, in whatever request and by whatever name it
 * was deleted, so that requests one after the other come to the same as all of them at once.
 *
 * @param endpoints keys of nodes that lost edges or neighbours, ascending, a key once per edge lost
 * @param altered keys of nodes that lost feature values, ascending, each once
 */
record LostEnds(long[] endpoints, long[] altered) {
    /** Those of a request, and those that the request's model remembers. Linear in the edges lost. */
    static LostEnds of(UnlearningRequest request) {
        var endpoints = LongStream.builder();
        var altered = LongStream.builder();
        collect(request.before(), request.forget(), endpoints);
        request.forget().features().forEach(cells -> altered.add(cells.node()));
        var earlier = request.model().sidecar().operators();
        if (earlier != null) {
            Arrays.stream(earlier.endpoints()).forEach(endpoints);
            Arrays.stream(earlier.altered()).forEach(altered);
        }
        var after = request.after();
        return new LostEnds(
                remaining(endpoints, after).toArray(),
                remaining(altered, after).distinct().toArray());
    }

    private static LongStream remaining(LongStream.Builder keys, Graph after) {
        return keys.build().filter(key -> after.row(key) >= 0).sorted();
    }

    private static void collect(Graph before, ForgetSet forget, LongStream.Builder ends) {
        var seen = new HashSet<Long>();
        for (var edge : forget.edges()) {
            add(before, before.row(edge.source()), before.row(edge.target()), seen, ends);
        }
        var in = before.adjacency();
        var out = in.reversed();
        for (long key : forget.nodes()) {
            int row = before.row(key);
            for (int k = in.ptr()[row]; k < in.ptr()[row + 1]; k++) {
                add(before, in.idx()[k], row, seen, ends);
            }
            for (int k = out.ptr()[row]; k < out.ptr()[row + 1]; k++) {
                add(before, row, out.idx()[k], seen, ends);
            }
        }
    }

    private static void add(Graph before, int source, int target, Set<Long> seen, LongStream.Builder ends) {
        boolean swap = !before.adjacency().directed() && source > target;
        long pair = swap ? ((long) target << 32) | source : ((long) source << 32) | target;
        if (seen.add(pair)) {
            ends.add(before.key(source));
            ends.add(before.key(target));
        }
    }

    /** Whether nobody who remains lost anything. */
    boolean isEmpty() {
        return endpoints.length == 0 && altered.length == 0;
    }

    /** Rows of the nodes, each once. */
    BitSet rows(Graph after) {
        var out = new BitSet(after.nodeCount());
        LongStream.concat(Arrays.stream(endpoints), Arrays.stream(altered)).forEach(key -> out.set(after.row(key)));
        return out;
    }
}
