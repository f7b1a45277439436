package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.verify.evidence.DeletionKind;

/**
 * Draws single items of a graph, as many from nodes of low as of middle and high degree. Each node has a number drawn from the seed and
 * its key, and the lowest win, so that the draw does not depend on the order of nodes. A sort per kind.
 *
 * @param graph the graph
 * @param seed of the draw
 */
record ItemDraw(Graph graph, long seed) {
    private static final int TERCILES = 3;
    private static final long PURPOSE = 0x4341L;

    /** Deletions of one item each; fewer than {@code count} where the graph has not as many. */
    List<ForgetSet> items(DeletionKind kind, int count) {
        var out = new ArrayList<ForgetSet>();
        for (int row : chosen(rows(kind), count)) {
            out.add(item(kind, row));
        }
        return out;
    }

    /** Training nodes that have what is to be deleted. */
    private int[] rows(DeletionKind kind) {
        return Arrays.stream(graph.trainingRows())
                .filter(row -> switch (kind) {
                    case EDGE -> graph.adjacency().degree(row) > 0;
                    case FEATURE -> columns(row).length > 0;
                    case NODE, LABEL, BATCH -> true;
                })
                .toArray();
    }

    private ForgetSet item(DeletionKind kind, int row) {
        long key = graph.key(row);
        return switch (kind) {
            case EDGE -> {
                int from = graph.adjacency().ptr()[row];
                int at = from + (int) (number(key, 1) * graph.adjacency().degree(row));
                yield edge(graph.key(graph.adjacency().idx()[at]), key);
            }
            case FEATURE -> ForgetSet.ofFeatures(key, columns(row));
            case NODE, LABEL, BATCH -> ForgetSet.ofNodes(key);
        };
    }

    private ForgetSet edge(long source, long target) {
        boolean swap = !graph.adjacency().directed() && source > target;
        return swap ? ForgetSet.ofEdge(target, source) : ForgetSet.ofEdge(source, target);
    }

    /** Columns with a value. */
    private int[] columns(int row) {
        if (graph.features() instanceof SparseFeatures sparse) {
            return Arrays.copyOfRange(sparse.idx(), sparse.ptr()[row], sparse.ptr()[row + 1]);
        }
        return IntStream.range(0, graph.features().columns()).toArray();
    }

    /** The same share of every tercile of degrees. */
    private int[] chosen(int[] rows, int count) {
        var byDegree =
                sorted(rows, Comparator.comparingInt(row -> graph.adjacency().degree(row)));
        var out = new ArrayList<Integer>();
        for (int t = 0; t < TERCILES; t++) {
            var stratum = byDegree.subList(t * byDegree.size() / TERCILES, (t + 1) * byDegree.size() / TERCILES);
            int places = (t + 1) * count / TERCILES - t * count / TERCILES;
            var drawn = new ArrayList<>(stratum);
            drawn.sort(Comparator.comparingDouble(row -> number(graph.key(row), 0)));
            out.addAll(drawn.subList(0, Math.min(places, drawn.size())));
        }
        return out.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Integer> sorted(int[] rows, Comparator<Integer> order) {
        var out = new ArrayList<>(Arrays.stream(rows).boxed().toList());
        out.sort(order.thenComparing(graph::key));
        return out;
    }

    /** Uniform in [0, 1). */
    private double number(long key, int use) {
        return CounterRng.uniform(CounterRng.purpose(seed, use, PURPOSE), key);
    }
}
