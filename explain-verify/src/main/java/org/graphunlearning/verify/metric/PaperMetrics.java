package org.graphunlearning.verify.metric;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.graphunlearning.gnn.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of Ahsan, Yu, Kim, Kim, "Forget and Explain" (WSDM 2026), as their published code computes them, with one repair:
 * nodes are matched by key instead of by position. For display next to the same numbers of the untouched model, never for a
 * verdict: most of them follow from what was taken out of the graph. The untouched model, shown a graph without the forgotten
 * nodes, has a residual attribution of 0, and the edit distance does not look at any model.
 *
 * @param residualBefore share of the gradients that falls on the forgotten nodes, in percent; null when all are zero
 * @param residualAfter the same afterwards; 0 whenever the nodes are gone from the graph
 * @param heatmapShift mean absolute difference of the scores over the nodes of either graph; null without nodes
 * @param cosineDistance 1 minus the cosine of both vectors of scores, the heat-map shift of an older version of that code; null when
 *     one is zero
 * @param scoreDeviation mean absolute difference of the scores over the forgotten nodes; null without any
 * @param editDistance edges in which the two-hop surroundings differ
 * @param rulesRemoved rules of the untouched model that are not rules afterwards, by their text; null when not given
 * @param membershipBefore how well the probability of the true class tells training nodes from others, area under the ROC curve in
 *     [0, 1]; null when not given
 * @param membershipAfter the same afterwards
 */
public record PaperMetrics(
        @Nullable Double residualBefore,
        @Nullable Double residualAfter,
        @Nullable Double heatmapShift,
        @Nullable Double cosineDistance,
        @Nullable Double scoreDeviation,
        long editDistance,
        @Nullable Integer rulesRemoved,
        @Nullable Double membershipBefore,
        @Nullable Double membershipAfter) {
    /**
     * What is known on one side of a deletion.
     *
     * @param graph the graph
     * @param gradients per node the sum of the absolute derivatives of the training loss, or any other score of nodes
     * @param rules texts of rules that imitate the model; null when not extracted
     * @param membership area under the ROC curve of an attack on the model; null when there was none
     */
    public record Side(
            Graph graph,
            ItemScores gradients,
            @Nullable Set<String> rules,
            @Nullable Double membership) {
        /** Checks the kind of the scores. */
        public Side {
            if (gradients.kind() != ItemKind.NODE) {
                throw new IllegalArgumentException("Scores must be of nodes, not of kind " + gradients.kind() + ".");
            }
            rules = rules == null ? null : Set.copyOf(rules);
        }
    }

    /** What the published code reports as residual attribution: before minus after, in percentage points. */
    public @Nullable Double residualDrop() {
        return residualBefore == null || residualAfter == null ? null : (Double) (residualBefore - residualAfter);
    }

    /**
     * Compares both sides; linear in the scores and in the edges within two hops.
     *
     * @param forgotten keys of forgotten nodes, or of the nodes whose edges or features are forgotten
     * @throws IllegalArgumentException when a forgotten node is not in the graph before
     */
    public static PaperMetrics of(Side before, Side after, long[] forgotten) {
        var keys = forgotten.clone();
        Arrays.sort(keys);
        ItemSet set = (kind, first, second) -> Arrays.binarySearch(keys, first) >= 0;
        var left = before.gradients();
        var right = after.gradients();
        var leftForgotten = left.where(set, true);
        var rightForgotten = right.where(set, true);
        int nodes = Union.size(left, right);
        int distinct = (int) Arrays.stream(keys).distinct().count();
        return new PaperMetrics(
                percent(leftForgotten, left),
                percent(rightForgotten, right),
                nodes == 0 ? null : (Double) (change(left, right) / nodes),
                cosineDistance(left, right),
                distinct == 0 ? null : (Double) (change(leftForgotten, rightForgotten) / distinct),
                Surroundings.difference(before.graph(), after.graph(), keys),
                removed(before.rules(), after.rules()),
                before.membership(),
                after.membership());
    }

    private static double change(ItemScores left, ItemScores right) {
        return Union.sum(left, right, (l, r) -> Math.abs(l - r));
    }

    private static @Nullable Double cosineDistance(ItemScores left, ItemScores right) {
        double lengths = length(left) * length(right);
        return lengths == 0 ? null : (Double) (1 - Union.sum(left, right, (l, r) -> l * r) / lengths);
    }

    private static double length(ItemScores scores) {
        return Math.sqrt(Union.sum(scores, scores, (l, r) -> l * r));
    }

    private static @Nullable Double percent(ItemScores part, ItemScores whole) {
        double sum = whole.sum();
        return sum < HeatMap.LEAST_SUM ? null : (Double) (100 * part.sum() / sum);
    }

    private static @Nullable Integer removed(@Nullable Set<String> before, @Nullable Set<String> after) {
        if (before == null || after == null) {
            return null;
        }
        var gone = new HashSet<>(before);
        gone.removeAll(after);
        return gone.size();
    }
}
