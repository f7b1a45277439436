package org.graphunlearning.verify.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What a request deletes, as items of heat maps: with a node go all its edges and feature values. Labels are no input of a
 * prediction and have no item. Everything is named by key, so it means the same before and after the deletion.
 */
public final class DeletedItems implements ItemSet {
    private final long[] nodes;
    private final Set<ForgetSet.Edge> edges;
    private final TreeMap<Long, TreeSet<Integer>> cells; // no column named means all
    private final boolean anyEdge;
    private final boolean directed;
    private final Zone zone;

    private DeletedItems(Graph before, ForgetSet forget) {
        this.directed = before.adjacency().directed();
        this.nodes = forget.nodes();
        this.edges = new LinkedHashSet<>();
        forget.edges().forEach(edge -> edges.add(canonical(edge.source(), edge.target())));
        this.cells = cells(forget);
        var neighbours = neighbours(before, rows(before, nodes));
        this.anyEdge = !edges.isEmpty() || !neighbours.isEmpty();
        this.zone = zone(before, neighbours);
    }

    /**
     * The items of a request.
     *
     * @param forget the request
     * @param before the graph before it; linear in the edges of what is deleted, and in a directed graph in all edges
     * @throws IllegalArgumentException when a node is not in the graph
     */
    public static DeletedItems of(ForgetSet forget, Graph before) {
        return new DeletedItems(before, forget);
    }

    private static TreeMap<Long, TreeSet<Integer>> cells(ForgetSet forget) {
        var out = new TreeMap<Long, TreeSet<Integer>>();
        for (var cell : forget.features()) {
            var columns = new TreeSet<Integer>();
            Arrays.stream(cell.columns()).forEach(columns::add);
            out.merge(cell.node(), columns, DeletedItems::both);
        }
        return out;
    }

    private static TreeSet<Integer> both(TreeSet<Integer> one, TreeSet<Integer> other) {
        var out = new TreeSet<Integer>();
        if (!one.isEmpty() && !other.isEmpty()) {
            out.addAll(one);
            out.addAll(other);
        }
        return out;
    }

    private ForgetSet.Edge canonical(long source, long target) {
        boolean swap = !directed && source > target;
        return swap ? new ForgetSet.Edge(target, source) : new ForgetSet.Edge(source, target);
    }

    @Override
    public boolean contains(ItemKind kind, long first, long second) {
        if (has(nodes, first)) {
            return true;
        }
        return switch (kind) {
            case NODE -> false;
            case EDGE -> has(nodes, second) || edges.contains(canonical(first, second));
            case FEATURE -> {
                var columns = cells.get(first);
                yield columns != null && (columns.isEmpty() || columns.contains((int) second));
            }
        };
    }

    /** Whether anything of a kind is deleted; otherwise a residual attribution of that kind has no meaning. */
    public boolean hasAny(ItemKind kind) {
        return switch (kind) {
            case NODE -> nodes.length > 0;
            case EDGE -> anyEdge;
            case FEATURE -> nodes.length > 0 || !cells.isEmpty();
        };
    }

    /** Whether no input of a prediction is deleted: nothing at all, or labels only. */
    public boolean isEmpty() {
        return nodes.length == 0 && edges.isEmpty() && cells.isEmpty();
    }

    /**
     * The deleted items and what lies one hop around them in the graph before: of a node its neighbours, of an edge its ends and the
     * edges that share one, of a feature value the values of its node and of the neighbours.
     */
    public ItemSet zone() {
        return zone;
    }

    /** Nodes near the deletion, and nodes whose every edge is near it; both ascending. */
    private record Zone(long[] near, long[] ends) implements ItemSet {
        @Override
        public boolean contains(ItemKind kind, long first, long second) {
            return kind == ItemKind.EDGE ? has(ends, first) || has(ends, second) : has(near, first);
        }
    }

    private Zone zone(Graph before, BitSet neighbours) {
        var ends = rows(before, nodes);
        ends.or(neighbours);
        for (var edge : edges) {
            ends.set(row(before, edge.source()));
            ends.set(row(before, edge.target()));
        }
        var owners = rows(before, cells.keySet().stream().mapToLong(key -> key).toArray());
        ends.or(owners);
        var near = neighbours(before, owners);
        near.or(ends);
        return new Zone(keys(before, near), keys(before, ends));
    }

    private static long[] keys(Graph graph, BitSet rows) {
        return rows.stream().mapToLong(graph::key).toArray();
    }

    private static BitSet rows(Graph graph, long[] keys) {
        var out = new BitSet();
        for (long key : keys) {
            out.set(row(graph, key));
        }
        return out;
    }

    private static int row(Graph graph, long key) {
        int row = graph.row(key);
        if (row < 0) {
            throw new IllegalArgumentException(
                    "No node of the graph has the key " + key + "; pass the graph as it was before the deletion.");
        }
        return row;
    }

    /** Senders and receivers, without the rows themselves unless they neighbour each other. */
    private static BitSet neighbours(Graph graph, BitSet rows) {
        var out = new BitSet();
        if (rows.isEmpty()) {
            return out;
        }
        var in = graph.adjacency();
        addNeighbours(in, rows, out);
        if (in.directed()) {
            addNeighbours(in.reversed(), rows, out);
        }
        return out;
    }

    private static void addNeighbours(Adjacency adjacency, BitSet rows, BitSet out) {
        rows.stream().forEach(row -> {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                out.set(adjacency.idx()[k]);
            }
        });
    }

    private static boolean has(long[] ascending, long key) {
        return Arrays.binarySearch(ascending, key) >= 0;
    }
}
