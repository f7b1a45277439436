package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;

/** Checks of {@link EvidenceLevel#L0_DATA} that the two graphs answer by themselves; those of stores and caches come from elsewhere. */
public final class GraphChecks {
    private GraphChecks() {}

    /** Whether the graph after lacks what was deleted: one check per kind that was deleted. */
    public static List<DataCheck> absent(Graph after, ForgetSet forget) {
        var out = new ArrayList<DataCheck>();
        if (forget.nodes().length > 0) {
            out.add(new DataCheck("nodesAbsent", Arrays.stream(forget.nodes()).allMatch(key -> after.row(key) < 0)));
        }
        if (!forget.edges().isEmpty()) {
            out.add(new DataCheck("edgesAbsent", forget.edges().stream().noneMatch(edge -> has(after, edge))));
        }
        if (!forget.features().isEmpty()) {
            out.add(new DataCheck("featuresAbsent", allDefault(after, forget)));
        }
        if (forget.labels().length > 0) {
            out.add(new DataCheck(
                    "labelsAbsent", Arrays.stream(forget.labels()).noneMatch(key -> labelled(after, key))));
        }
        return out;
    }

    private static boolean has(Graph graph, ForgetSet.Edge edge) {
        int source = graph.row(edge.source());
        int target = graph.row(edge.target());
        var adjacency = graph.adjacency();
        return source >= 0
                && target >= 0
                && (adjacency.contains(source, target)
                        || (!adjacency.directed() && adjacency.contains(target, source)));
    }

    private static boolean labelled(Graph graph, long key) {
        int row = graph.row(key);
        return row >= 0 && graph.labels().isLabelled(row);
    }

    /** Whether the request is about feature values only and all of them are 0 already. */
    static boolean onlyDefaults(Graph before, ForgetSet forget) {
        boolean onlyFeatures = forget.nodes().length == 0 && forget.edges().isEmpty() && forget.labels().length == 0;
        return onlyFeatures && allDefault(before, forget);
    }

    private static boolean allDefault(Graph graph, ForgetSet forget) {
        return forget.features().stream().allMatch(cells -> {
            int row = graph.row(cells.node());
            return row < 0 || isDefault(graph.features(), row, cells.columns());
        });
    }

    private static boolean isDefault(Features features, int row, int[] columns) {
        var all = columns.length > 0 ? Arrays.stream(columns) : IntStream.range(0, features.columns());
        if (features instanceof DenseFeatures dense) {
            return all.allMatch(column -> dense.values()[row * dense.columns() + column] == 0f);
        }
        var sparse = (SparseFeatures) features;
        return all.allMatch(column -> {
            int at = Arrays.binarySearch(sparse.idx(), sparse.ptr()[row], sparse.ptr()[row + 1], column);
            return at < 0 || sparse.val()[at] == 0f;
        });
    }

    /** Whether the graph after is the graph before without what was deleted, and nothing else; linear in the graph. */
    static boolean nothingElseChanged(VerificationCase subject) {
        var expected = subject.before().without(subject.forget());
        return Arrays.equals(expected.fingerprint(), subject.after().fingerprint());
    }
}
