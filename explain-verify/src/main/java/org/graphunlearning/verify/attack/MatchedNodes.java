package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Members and non-members that agree in class and degree: in every pair of class and degree tercile there are exactly
 * {@code ratio} times as many non-members as members. Otherwise an attack would score classes and hubs, not membership.
 *
 * <p>Terciles are those of all degrees given. Members without enough counterparts are left out and counted. Costs a sort.
 *
 * @param positives keys of members, ascending
 * @param negatives keys of non-members, ascending
 * @param ratio non-members per member, at least 1
 * @param unmatched members left out
 */
record MatchedNodes(long[] positives, long[] negatives, int ratio, int unmatched) {
    private record Stratum(List<Long> positives, List<Long> negatives) {}

    static MatchedNodes of(Graph graph, long[] positives, long[] negatives, long seed) {
        var terciles = Terciles.of(degrees(graph, positives, negatives));
        var strata = new TreeMap<Long, Stratum>();
        for (long key : positives) {
            stratum(strata, graph, terciles, key).positives().add(key);
        }
        for (long key : negatives) {
            stratum(strata, graph, terciles, key).negatives().add(key);
        }
        int ratio = ratio(strata.values());
        var high = new ArrayList<Long>();
        var low = new ArrayList<Long>();
        for (var stratum : strata.values()) {
            int members =
                    Math.min(stratum.positives().size(), stratum.negatives().size() / ratio);
            high.addAll(someOf(stratum.positives(), members, seed));
            low.addAll(someOf(stratum.negatives(), members * ratio, seed));
        }
        return new MatchedNodes(sorted(high), sorted(low), ratio, positives.length - high.size());
    }

    private static double[] degrees(Graph graph, long[] positives, long[] negatives) {
        var out = new double[positives.length + negatives.length];
        for (int i = 0; i < out.length; i++) {
            long key = i < positives.length ? positives[i] : negatives[i - positives.length];
            out[i] = graph.adjacency().degree(graph.row(key));
        }
        return out;
    }

    /** Number of a node's stratum: three per label, in the order of labels. */
    static long stratum(Graph graph, Terciles terciles, int row) {
        return 3L * graph.labels().ofRow()[row] + terciles.of(graph.adjacency().degree(row));
    }

    private static Stratum stratum(TreeMap<Long, Stratum> strata, Graph graph, Terciles terciles, long key) {
        return strata.computeIfAbsent(
                stratum(graph, terciles, graph.row(key)), s -> new Stratum(new ArrayList<>(), new ArrayList<>()));
    }

    private static int ratio(Iterable<Stratum> strata) {
        int ratio = Integer.MAX_VALUE;
        for (var stratum : strata) {
            int members = stratum.positives().size();
            if (members > 0 && stratum.negatives().size() >= members) {
                ratio = Math.min(ratio, stratum.negatives().size() / members);
            }
        }
        return ratio == Integer.MAX_VALUE ? 1 : ratio;
    }

    private static List<Long> someOf(List<Long> keys, int count, long seed) {
        var order = new ArrayList<>(keys);
        order.sort((a, b) -> {
            int byHash = Long.compareUnsigned(KeyHash.mix(seed, a), KeyHash.mix(seed, b));
            return byHash != 0 ? byHash : Long.compare(a, b);
        });
        return order.subList(0, count);
    }

    private static long[] sorted(List<Long> keys) {
        var out = Population.longs(keys);
        Arrays.sort(out);
        return out;
    }
}
