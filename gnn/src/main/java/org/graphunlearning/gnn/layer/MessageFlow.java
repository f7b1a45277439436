package org.graphunlearning.gnn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.graph.Graph;

/**
 * Everything that flows into the outputs of some rows: one {@link Hop} per round, and which nodes take part in each.
 *
 * <p>Training needs the outputs of labelled rows only. With few labels the rows within reach are far fewer than the graph,
 * and nothing outside them can influence the loss; leaving them out changes no sum, because degrees are those of the whole
 * graph and draws are keyed by node. It also means that a deletion outside the reach leaves training as it was, bit for
 * bit.
 */
public final class MessageFlow {
    private final List<Hop> hops;
    private final List<int[]> levels;
    private final Graph graph;

    private MessageFlow(Graph graph, List<Hop> hops, List<int[]> levels) {
        this.graph = graph;
        this.hops = List.copyOf(hops);
        this.levels = List.copyOf(levels);
    }

    /** The flow into every row. One matrix serves all rounds. */
    public static MessageFlow everywhere(Graph graph, EdgeWeights weights, int rounds) {
        int n = graph.nodeCount();
        var all = new int[n];
        Arrays.setAll(all, row -> row);
        var hop = hop(graph, weights, all, all);
        return new MessageFlow(graph, Collections.nCopies(rounds, hop), Collections.nCopies(rounds + 1, all));
    }

    /**
     * The flow into some rows.
     *
     * @param outputs rows of the graph, ascending
     * @param rounds hops, at least 1
     */
    public static MessageFlow into(Graph graph, EdgeWeights weights, int[] outputs, int rounds) {
        var hops = new ArrayList<Hop>();
        var levels = new ArrayList<int[]>();
        levels.add(outputs);
        for (int round = 0; round < rounds; round++) {
            int[] targets = levels.get(0);
            int[] sources = withInNeighbours(graph, targets);
            // A hop can be repeated only if it runs from all rows to all rows: the last one may end in a few.
            if (!hops.isEmpty() && hops.get(0).targets() == graph.nodeCount()) {
                hops.add(0, hops.get(0));
            } else {
                hops.add(0, hop(graph, weights, targets, sources));
            }
            levels.add(0, sources);
        }
        return new MessageFlow(graph, hops, levels);
    }

    private static int[] withInNeighbours(Graph graph, int[] targets) {
        if (targets.length == graph.nodeCount()) {
            return targets;
        }
        var rows = new BitSet(graph.nodeCount());
        int[] ptr = graph.adjacency().ptr();
        int[] idx = graph.adjacency().idx();
        for (int target : targets) {
            rows.set(target);
            for (int k = ptr[target]; k < ptr[target + 1]; k++) {
                rows.set(idx[k]);
            }
        }
        return rows.stream().toArray();
    }

    private static Hop hop(Graph graph, EdgeWeights weights, int[] targets, int[] sources) {
        boolean whole = targets.length == graph.nodeCount();
        int[] local = whole ? sources : positions(graph.nodeCount(), sources);
        var adjacency = graph.adjacency();
        int loops = weights.selfLoops() ? 1 : 0;
        var ptr = new int[targets.length + 1];
        for (int i = 0; i < targets.length; i++) {
            ptr[i + 1] = Math.addExact(ptr[i], adjacency.degree(targets[i]) + loops);
        }
        var idx = new int[ptr[targets.length]];
        var val = new float[idx.length];
        for (int i = 0; i < targets.length; i++) {
            fillRow(graph, weights, targets[i], local, idx, val, ptr[i]);
        }
        boolean symmetric = whole && !adjacency.directed() && weights.symmetric();
        var self = whole ? null : Arrays.stream(targets).map(row -> local[row]).toArray();
        return new Hop(new Csr(ptr, idx, val), sources.length, self, symmetric);
    }

    private static void fillRow(
            Graph graph, EdgeWeights weights, int target, int[] local, int[] idx, float[] val, int start) {
        var adjacency = graph.adjacency();
        int at = start;
        boolean pending = weights.selfLoops();
        for (int k = adjacency.ptr()[target]; k < adjacency.ptr()[target + 1]; k++) {
            int source = adjacency.idx()[k];
            if (pending && source > target) {
                idx[at] = local[target];
                val[at++] = weights.weight(adjacency, target, target);
                pending = false;
            }
            idx[at] = local[source];
            val[at++] = weights.weight(adjacency, target, source);
        }
        if (pending) {
            idx[at] = local[target];
            val[at] = weights.weight(adjacency, target, target);
        }
    }

    private static int[] positions(int nodeCount, int[] rows) {
        var out = new int[nodeCount];
        Arrays.fill(out, -1);
        for (int i = 0; i < rows.length; i++) {
            out[rows[i]] = i;
        }
        return out;
    }

    /** Number of rounds. */
    public int rounds() {
        return hops.size();
    }

    /** The hop of a round; round 0 reads the input. */
    public Hop hop(int round) {
        return hops.get(round);
    }

    /** Rows of the graph that hold values before {@code round}; {@code rows(rounds())} are the outputs. */
    public int[] rows(int round) {
        return levels.get(round);
    }

    /** Node keys of {@link #rows}. */
    public long[] keys(int round) {
        int[] rows = rows(round);
        if (rows.length == graph.nodeCount()) {
            return graph.keys();
        }
        var out = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = graph.key(rows[i]);
        }
        return out;
    }

    /** The graph the flow was cut from. */
    public Graph graph() {
        return graph;
    }
}
