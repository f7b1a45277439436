package org.graphunlearning.gnn.graph;

import java.util.BitSet;

/**
 * The rows whose output can change, parameters fixed, when a {@link ForgetSet} leaves the data; every other row keeps its
 * output, bit for bit wherever our own kernels multiply. Wide dense products by BLAS round a row by its position, so there a
 * deleted node can move the last bits of rows behind it.
 *
 * <p>With {@code L} hops on the graph <em>before</em> the deletion:
 *
 * <table>
 *   <caption>Distance within which outputs can change</caption>
 *   <tr><th>request</th><th>sender-degree weights (GCN, SGC)</th><th>others (GAT, SIGN, SAGE, GIN)</th></tr>
 *   <tr><td>feature of u</td><td>L hops of u</td><td>L hops of u</td></tr>
 *   <tr><td>edge (u, v)</td><td>L hops of u and v</td><td>L - 1 hops of u and v</td></tr>
 *   <tr><td>node u</td><td>L + 1 hops of u, without u</td><td>L hops of u, without u</td></tr>
 *   <tr><td>label</td><td colspan="2">none: labels are not an input</td></tr>
 * </table>
 *
 * <p>Distances follow messages, sender to receiver. In a directed graph the table is an upper bound: the sets are not
 * minimal there. Linear in the edges of the rows reached.
 */
public final class AffectedNodes {
    private AffectedNodes() {}

    /** Rows of {@code before} whose output can change, forgotten nodes excluded. */
    public static BitSet of(Graph before, ForgetSet forget, Reach reach) {
        var outgoing = before.adjacency().reversed();
        var affected = new BitSet(before.nodeCount());
        var nodes = rows(before, forget.nodes());
        var edges = new BitSet();
        for (var edge : forget.edges()) {
            edges.set(before.requireRow(edge.source()));
            edges.set(before.requireRow(edge.target()));
        }
        var cells = new BitSet();
        for (var cell : forget.features()) {
            cells.set(before.requireRow(cell.node()));
        }
        int extra = reach.degreeNormalised() ? 1 : 0;
        affected.or(within(outgoing, nodes, reach.hops() + extra));
        affected.or(within(outgoing, edges, reach.hops() - 1 + extra));
        affected.or(within(outgoing, cells, reach.hops()));
        affected.andNot(nodes);
        return affected;
    }

    private static BitSet rows(Graph graph, long[] keys) {
        var out = new BitSet();
        for (long key : keys) {
            out.set(graph.requireRow(key));
        }
        return out;
    }

    /** Rows that messages from {@code start} reach in so many hops, {@code start} included; linear in the edges of those rows. */
    public static BitSet within(Adjacency outgoing, BitSet start, int hops) {
        var reached = (BitSet) start.clone();
        var frontier = start;
        for (int hop = 0; hop < hops && !frontier.isEmpty(); hop++) {
            var next = new BitSet(outgoing.nodeCount());
            for (int row = frontier.nextSetBit(0); row >= 0; row = frontier.nextSetBit(row + 1)) {
                for (int k = outgoing.ptr()[row]; k < outgoing.ptr()[row + 1]; k++) {
                    next.set(outgoing.idx()[k]);
                }
            }
            next.andNot(reached);
            reached.or(next);
            frontier = next;
        }
        return reached;
    }
}
