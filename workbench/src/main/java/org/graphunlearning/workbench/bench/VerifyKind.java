package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.jspecify.annotations.Nullable;

/** What a deletion takes from a labelled training node: the node, one of its edges, or one of its feature values. */
enum VerifyKind {
    NODE,
    EDGE,
    FEATURE;

    private static final int STRATA = 3;

    /** As it is written on the command line and in rows. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String words() {
        return Arrays.stream(values()).map(VerifyKind::word).collect(Collectors.joining(","));
    }

    static VerifyKind named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`--kinds` takes " + words().replace(",", ", ") + ", not `" + word + "`."));
    }

    /**
     * Deletions of one item each, all different, their nodes in turn from the lower, middle and upper third of the labelled training
     * nodes by degree; who is drawn depends on seed and key alone.
     *
     * @return as many as wanted, or as there are
     */
    List<ForgetSet> singles(Graph graph, int count, long seed) {
        long purpose = KeyHash.mix(ordinal(), seed);
        Set<ForgetSet.Edge> drawn = new HashSet<>();
        var out = new ArrayList<ForgetSet>();
        for (int row : stratified(graph, purpose)) {
            var item = out.size() < count ? item(graph, row, purpose, drawn) : null;
            if (item != null && keepsClasses(graph, item)) {
                out.add(item);
            }
        }
        return List.copyOf(out);
    }

    /**
     * Deletions of many items each, every one drawn anew.
     *
     * @param share of the labelled training nodes, in (0, 1]: so many items, at least one
     */
    List<ForgetSet> batches(Graph graph, int count, double share, long seed) {
        int size = Math.max(1, (int) Math.round(share * graph.trainingRows().length));
        var out = new ArrayList<ForgetSet>();
        for (int batch = 0; batch < count; batch++) {
            var all = singles(graph, size, KeyHash.mix(seed, batch)).stream().reduce(ForgetSet::and);
            if (all.isPresent() && keepsClasses(graph, all.get())) {
                out.add(all.get());
            }
        }
        return List.copyOf(out);
    }

    /** A class that vanishes gives models of another shape, which no control stands between. */
    private static boolean keepsClasses(Graph graph, ForgetSet forget) {
        return forget.nodes().length == 0 || graph.without(forget).classes().equals(graph.classes());
    }

    /** Training rows, one of each third in turn. */
    static int[] stratified(Graph graph, long purpose) {
        int[] rows = Arrays.stream(graph.trainingRows())
                .boxed()
                .sorted(Comparator.comparingInt(
                                (Integer row) -> graph.adjacency().degree(row))
                        .thenComparingLong(graph::key))
                .mapToInt(row -> row)
                .toArray();
        var strata = new int[STRATA][];
        for (int s = 0; s < STRATA; s++) {
            int from = s * rows.length / STRATA;
            int to = (s + 1) * rows.length / STRATA;
            strata[s] = KeyedDraw.ranked(graph, Arrays.copyOfRange(rows, from, to), purpose);
        }
        return IntStream.range(0, STRATA * strata[STRATA - 1].length) // the last third is never the shorter one
                .filter(i -> i / STRATA < strata[i % STRATA].length)
                .map(i -> strata[i % STRATA][i / STRATA])
                .toArray();
    }

    /** What is taken from a row; nothing where it has nothing, or that is taken already. */
    private @Nullable ForgetSet item(Graph graph, int row, long purpose, Set<ForgetSet.Edge> drawn) {
        long key = graph.key(row);
        long own = KeyHash.mix(purpose, key);
        return switch (this) {
            case NODE -> ForgetSet.ofNodes(key);
            case EDGE -> {
                long[] others = neighbours(graph, row);
                var edge = others.length == 0 ? null : edge(graph, others[first(others, own)], key);
                yield edge != null && drawn.add(edge) ? ForgetSet.ofEdge(edge.source(), edge.target()) : null;
            }
            case FEATURE -> {
                long[] columns = columns(graph.features(), row);
                yield columns.length == 0 ? null : ForgetSet.ofFeatures(key, (int) columns[first(columns, own)]);
            }
        };
    }

    /** Keys of those a row hears of, itself left out. */
    private static long[] neighbours(Graph graph, int row) {
        var adjacency = graph.adjacency();
        return Arrays.stream(adjacency.idx(), adjacency.ptr()[row], adjacency.ptr()[row + 1])
                .filter(other -> other != row)
                .mapToLong(graph::key)
                .toArray();
    }

    private static ForgetSet.Edge edge(Graph graph, long source, long target) {
        return graph.adjacency().directed() || source < target
                ? new ForgetSet.Edge(source, target)
                : new ForgetSet.Edge(target, source);
    }

    /** Position of the value that the purpose ranks first. */
    private static int first(long[] values, long purpose) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = KeyHash.mix(purpose, values[i]) < KeyHash.mix(purpose, values[best]) ? i : best;
        }
        return best;
    }

    /** Columns in which a row has something to lose. */
    private static long[] columns(Features features, int row) {
        if (features instanceof SparseFeatures sparse) {
            return IntStream.range(sparse.ptr()[row], sparse.ptr()[row + 1])
                    .filter(k -> sparse.val()[k] != 0)
                    .mapToLong(k -> sparse.idx()[k])
                    .toArray();
        }
        float[] values = ((DenseFeatures) features).values();
        int start = row * features.columns();
        return IntStream.range(0, features.columns())
                .filter(column -> values[start + column] != 0)
                .mapToLong(column -> column)
                .toArray();
    }
}
