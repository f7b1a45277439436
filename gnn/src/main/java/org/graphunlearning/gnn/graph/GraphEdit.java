package org.graphunlearning.gnn.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies a {@link ForgetSet}: edges, cells and labels first, then whole nodes, then the renumbering of rows. */
final class GraphEdit {
    private final Graph graph;

    private GraphEdit(Graph graph) {
        this.graph = graph;
    }

    static Graph apply(Graph graph, ForgetSet forget) {
        return new GraphEdit(graph).without(forget);
    }

    /** Distinct edges that go with nodes or by themselves. */
    static int edgesLost(Graph graph, ForgetSet forget) {
        var edit = new GraphEdit(graph);
        var lost = new HashSet<Long>();
        for (var edge : forget.edges()) {
            lost.add(edit.edge(edit.graph.requireRow(edge.source()), edit.graph.requireRow(edge.target())));
        }
        var in = graph.adjacency();
        var out = forget.nodes().length == 0 ? in : in.reversed();
        for (long key : forget.nodes()) {
            int row = edit.graph.requireRow(key);
            for (int k = in.ptr()[row]; k < in.ptr()[row + 1]; k++) {
                lost.add(edit.edge(in.idx()[k], row));
            }
            for (int k = out.ptr()[row]; k < out.ptr()[row + 1]; k++) {
                lost.add(edit.edge(row, out.idx()[k]));
            }
        }
        return lost.size();
    }

    /** One number per edge, whichever end an undirected one is named by first. */
    private long edge(int source, int target) {
        boolean swap = !graph.adjacency().directed() && source > target;
        return swap ? pair(target, source) : pair(source, target);
    }

    private Graph without(ForgetSet forget) {
        if (forget.isEmpty()) {
            return graph;
        }
        var gone = new BitSet(graph.nodeCount());
        for (long key : forget.nodes()) {
            gone.set(graph.requireRow(key));
        }
        var features = cleared(forget.features());
        int[] unlabelled = rows(forget.labels());
        var labels = unlabelled.length == 0 ? graph.labels() : graph.labels().withCleared(unlabelled);
        var split = unlabelled.length == 0 ? graph.split() : graph.split().withCleared(unlabelled);
        var dropped = droppedPairs(forget.edges());
        if (gone.isEmpty()) {
            return Graph.of(graph.keys(), remaining(gone, dropped), features, labels, split);
        }
        var kept = keptRows(gone);
        var keys = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keys[i] = graph.key(kept[i]);
        }
        return Graph.of(keys, remaining(gone, dropped), features.select(kept), labels.select(kept), split.select(kept));
    }

    private int[] rows(long[] keys) {
        var out = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            out[i] = graph.requireRow(keys[i]);
        }
        return out;
    }

    private int[] keptRows(BitSet gone) {
        var kept = new int[graph.nodeCount() - gone.cardinality()];
        int length = 0;
        for (int row = gone.nextClearBit(0); row < graph.nodeCount(); row = gone.nextClearBit(row + 1)) {
            kept[length++] = row;
        }
        return kept;
    }

    private Features cleared(List<ForgetSet.Cells> cells) {
        if (cells.isEmpty()) {
            return graph.features();
        }
        var rows = new int[cells.size()];
        var columns = new int[cells.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = graph.requireRow(cells.get(i).node());
            columns[i] = cells.get(i).columns();
            for (int column : columns[i]) {
                if (column < 0 || column >= graph.features().columns()) {
                    throw new IllegalArgumentException("Feature column " + column + " does not exist; a vector has "
                            + graph.features().columns() + ".");
                }
            }
        }
        return graph.features().withZeroed(rows, columns);
    }

    /** Directed pairs to drop, packed as {@code target << 32 | source}. */
    private Set<Long> droppedPairs(List<ForgetSet.Edge> edges) {
        var pairs = new HashSet<Long>();
        for (var edge : edges) {
            int source = graph.requireRow(edge.source());
            int target = graph.requireRow(edge.target());
            if (!graph.adjacency().contains(source, target)) {
                throw new IllegalArgumentException(
                        "No edge runs from key " + edge.source() + " to key " + edge.target() + ".");
            }
            pairs.add(pair(source, target));
            if (!graph.adjacency().directed()) {
                pairs.add(pair(target, source));
            }
        }
        return pairs;
    }

    private static long pair(int source, int target) {
        return ((long) target << 32) | source;
    }

    private Adjacency remaining(BitSet gone, Set<Long> dropped) {
        if (gone.isEmpty() && dropped.isEmpty()) {
            return graph.adjacency();
        }
        int n = graph.nodeCount();
        var rowsWithDrop = new BitSet(n);
        dropped.forEach(pair -> rowsWithDrop.set((int) (pair >>> 32)));
        var newRow = new int[n];
        for (int row = 0, next = 0; row < n; row++) {
            newRow[row] = gone.get(row) ? -1 : next++;
        }
        int[] ptr = graph.adjacency().ptr();
        int[] idx = graph.adjacency().idx();
        var newPtr = new int[n - gone.cardinality() + 1];
        var newIdx = new int[idx.length];
        int length = 0;
        for (int row = 0; row < n; row++) {
            if (newRow[row] >= 0) {
                boolean mayDrop = rowsWithDrop.get(row);
                for (int k = ptr[row]; k < ptr[row + 1]; k++) {
                    if (newRow[idx[k]] >= 0 && !(mayDrop && dropped.contains(pair(idx[k], row)))) {
                        newIdx[length++] = newRow[idx[k]];
                    }
                }
                newPtr[newRow[row] + 1] = length;
            }
        }
        return new Adjacency(
                newPtr, Arrays.copyOf(newIdx, length), graph.adjacency().directed());
    }
}
