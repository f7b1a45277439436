package org.graphunlearning.verify.verdict;

import java.util.List;
import java.util.Objects;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.DeletedItems;
import org.graphunlearning.verify.metric.ItemKind;
import org.graphunlearning.verify.metric.ResidualAttribution;
import org.jspecify.annotations.Nullable;

/** The share of explanations in the graph after that removed nodes or edges carry. Anything but 0 means they are still there. */
final class Leak {
    private Leak() {}

    /**
     * The largest share over targets.
     *
     * @param attributions of the graph after
     * @return in [0, 1]; {@code null} where no node or edge was removed, or nothing could be explained
     */
    static @Nullable Double of(List<@Nullable Attribution> attributions, Graph before, ForgetSet forget) {
        if (forget.nodes().length == 0 && forget.edges().isEmpty()) {
            return null;
        }
        var removed = DeletedItems.of(new ForgetSet(forget.nodes(), forget.edges(), List.of(), new long[0]), before);
        var known = attributions.stream().filter(Objects::nonNull).toList();
        var nodes = ResidualAttribution.leak(known, ItemKind.NODE, removed);
        var edges = ResidualAttribution.leak(known, ItemKind.EDGE, removed);
        return nodes == null || edges == null ? (nodes == null ? edges : nodes) : (Double) Math.max(nodes, edges);
    }
}
