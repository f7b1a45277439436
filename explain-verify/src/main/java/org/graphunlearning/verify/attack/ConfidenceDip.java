package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.jspecify.annotations.Nullable;

/**
 * How much surer, or less sure, models are of the ends of forgotten edges than of other nodes of the same class, degree tercile
 * and role: the mean of {@link MemberScore#PHI} of the former less that of the latter. A dip that the retrained model has not
 * shows an outsider where edges were removed.
 *
 * @param post of the unlearned model
 * @param reference of the retrained one; null where there is none
 */
record ConfidenceDip(double post, @Nullable Double reference) {
    private static final int MOST_PER_STRATUM = 1000;

    private record Stratum(int ends, long[] others) {}

    /** Null where no end has a class all models know, or no other node is like one. */
    static @Nullable ConfidenceDip of(MembershipCase c, Compute compute) {
        var graph = c.before();
        long[] ends = ends(c);
        var candidates = scorable(c, IntStream.range(0, graph.nodeCount()).mapToLong(graph::key));
        var terciles = Terciles.of(Arrays.stream(candidates)
                .mapToDouble(key -> graph.adjacency().degree(graph.row(key)))
                .toArray());
        var strata = strata(c, terciles, ends, candidates);
        if (strata.isEmpty()) {
            return null;
        }
        long[] used = Arrays.stream(ends)
                .filter(key -> strata.containsKey(stratum(graph, terciles, key)))
                .toArray();
        var reference = c.models().reference();
        return new ConfidenceDip(
                difference(c.models().post(), c, used, strata, compute),
                reference == null ? null : (Double) difference(reference, c, used, strata, compute));
    }

    private static long[] ends(MembershipCase c) {
        return scorable(
                c,
                c.forget().edges().stream()
                        .flatMapToLong(edge -> LongStream.of(edge.source(), edge.target()))
                        .sorted()
                        .distinct());
    }

    private static long[] scorable(MembershipCase c, LongStream keys) {
        var known = Population.known(c);
        int[] labels = c.before().labels().ofRow();
        return keys.filter(key -> {
                    int row = c.before().row(key);
                    return row >= 0 && labels[row] >= 0 && known[labels[row]];
                })
                .toArray();
    }

    /** Strata in which there are both ends and others; of many others, some. */
    private static TreeMap<Long, Stratum> strata(MembershipCase c, Terciles terciles, long[] ends, long[] candidates) {
        var graph = c.before();
        var counts = new TreeMap<Long, Integer>();
        for (long end : ends) {
            counts.merge(stratum(graph, terciles, end), 1, Integer::sum);
        }
        var others = new TreeMap<Long, List<Long>>();
        for (long key : candidates) {
            long stratum = stratum(graph, terciles, key);
            if (counts.containsKey(stratum) && Arrays.binarySearch(ends, key) < 0) {
                others.computeIfAbsent(stratum, s -> new ArrayList<>()).add(key);
            }
        }
        var out = new TreeMap<Long, Stratum>();
        others.forEach((stratum, keys) -> out.put(
                stratum,
                new Stratum(
                        counts.getOrDefault(stratum, 0),
                        Population.chosen(Population.longs(keys), MOST_PER_STRATUM, c.seed()))));
        return out;
    }

    private static long stratum(Graph graph, Terciles terciles, long key) {
        int row = graph.row(key);
        return MatchedNodes.stratum(graph, terciles, row) * Role.values().length
                + graph.split().role(row).ordinal();
    }

    /** Others weigh by how many ends their stratum has. */
    private static double difference(
            BlackBox model, MembershipCase c, long[] ends, TreeMap<Long, Stratum> strata, Compute compute) {
        var shown = c.shown();
        double others = 0;
        for (var stratum : strata.values()) {
            others += stratum.ends() * mean(model, shown, stratum.others(), compute) / ends.length;
        }
        return mean(model, shown, ends, compute) - others;
    }

    private static double mean(BlackBox model, Graph shown, long[] keys, Compute compute) {
        return Gaussian.mean(Answers.of(model, shown, keys, compute).scores(MemberScore.PHI));
    }
}
