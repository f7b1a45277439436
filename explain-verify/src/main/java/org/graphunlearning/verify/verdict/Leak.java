package org.graphunlearning.verify.verdict;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.verify.explain.Attribution;
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
    static @Nullable Double of(List<@Nullable Attribution> attributions, ForgetSet forget) {
        boolean applies = forget.nodes().length > 0 || !forget.edges().isEmpty();
        Double most = null;
        var edges = new HashSet<>(forget.edges());
        for (var attribution : attributions) {
            if (applies && attribution != null) {
                double share = Math.max(
                        nodes(HeatMap.of(attribution, Domain.NODES), forget.nodes()),
                        edges(HeatMap.of(attribution, Domain.EDGES), edges));
                most = most == null ? share : Math.max(most, share);
            }
        }
        return most;
    }

    private static double nodes(@Nullable HeatMap map, long[] removed) {
        double sum = 0;
        for (int i = 0; map != null && i < map.size(); i++) {
            sum += Arrays.binarySearch(removed, map.first()[i]) >= 0 ? map.share()[i] : 0;
        }
        return sum;
    }

    private static double edges(@Nullable HeatMap map, Set<ForgetSet.Edge> removed) {
        double sum = 0;
        for (int i = 0; map != null && i < map.size(); i++) {
            long source = map.first()[i];
            long target = map.second()[i];
            boolean gone = removed.contains(new ForgetSet.Edge(source, target))
                    || removed.contains(new ForgetSet.Edge(target, source));
            sum += gone ? map.share()[i] : 0;
        }
        return sum;
    }
}
