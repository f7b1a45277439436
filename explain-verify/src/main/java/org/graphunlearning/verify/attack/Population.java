package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Role;

/**
 * Who counts as what: members are forgotten nodes that were in the loss, non-members are labelled test nodes. Nodes whose class
 * one of the models does not know are left out of both, for all models.
 *
 * @param positives keys of members, ascending
 * @param negatives keys of non-members, ascending
 * @param warnings what was left out
 */
record Population(long[] positives, long[] negatives, List<String> warnings) {
    static Population of(MembershipCase c) {
        var graph = c.before();
        var known = known(c);
        long[] forgotten = forgotten(c);
        var positives = new ArrayList<Long>();
        int untrained = 0;
        int unscored = 0;
        for (long key : forgotten) {
            int row = graph.row(key);
            if (graph.split().role(row) != Role.TRAIN || graph.targets()[row] < 0) {
                untrained++;
            } else if (known[graph.labels().ofRow()[row]]) {
                positives.add(key);
            } else {
                unscored++;
            }
        }
        return new Population(longs(positives), negatives(graph, known, forgotten), warnings(untrained, unscored));
    }

    /** Keys of nodes of which the node, or its label, is to be forgotten, ascending. */
    static long[] forgotten(MembershipCase c) {
        var out = LongStream.concat(
                        Arrays.stream(c.forget().nodes()),
                        Arrays.stream(c.forget().labels()))
                .sorted()
                .distinct()
                .toArray();
        for (long key : out) {
            c.before().requireRow(key);
        }
        return out;
    }

    /** Labels that all models know. */
    static boolean[] known(MembershipCase c) {
        var models = c.models();
        var reference = models.reference();
        var vocabulary = c.before().labels().vocabulary();
        var out = new boolean[vocabulary.size()];
        for (int label = 0; label < out.length; label++) {
            var name = vocabulary.get(label);
            out[label] = Stream.of(models.noop(), models.post(), reference == null ? models.post() : reference)
                    .allMatch(model -> model.classes().contains(name));
        }
        return out;
    }

    private static long[] negatives(Graph graph, boolean[] known, long[] forgotten) {
        return Arrays.stream(graph.split().rows(Role.TEST))
                .filter(row ->
                        graph.labels().isLabelled(row) && known[graph.labels().ofRow()[row]])
                .mapToLong(graph::key)
                .filter(key -> Arrays.binarySearch(forgotten, key) < 0)
                .toArray();
    }

    private static List<String> warnings(int untrained, int unscored) {
        var out = new ArrayList<String>();
        if (untrained > 0) {
            out.add(untrained
                    + " forgotten nodes were not trained on: there is no label to forget, only structure, and they are"
                    + " not counted as members.");
        }
        if (unscored > 0) {
            out.add(unscored
                    + " forgotten nodes have a class that one of the models does not know, and are not scored.");
        }
        return List.copyOf(out);
    }

    /** At most so many of some keys, chosen by a hash of each, ascending. */
    static long[] chosen(long[] keys, int most, long seed) {
        if (keys.length <= most) {
            return keys;
        }
        return Arrays.stream(keys)
                .boxed()
                .sorted((a, b) -> {
                    int order = Long.compareUnsigned(KeyHash.mix(seed, a), KeyHash.mix(seed, b));
                    return order != 0 ? order : Long.compare(a, b);
                })
                .limit(most)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    static long[] longs(List<Long> keys) {
        return keys.stream().mapToLong(Long::longValue).toArray();
    }
}
