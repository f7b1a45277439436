package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.junit.jupiter.api.Test;

class MatchedNodesTest {
    private static Map<String, Integer> counts(Graph graph, Terciles terciles, long[] keys) {
        var out = new HashMap<String, Integer>();
        for (long key : keys) {
            int row = graph.row(key);
            out.merge(
                    graph.labels().ofRow()[row] + "/"
                            + terciles.of(graph.adjacency().degree(row)),
                    1,
                    Integer::sum);
        }
        return out;
    }

    @Test
    void hasTheSameShareOfMembersInEveryClassAndTercile() {
        for (long seed = 0; seed < 10; seed++) {
            var graph = Trained.graph(500, 4, seed);
            var positives = Trained.trainingKeys(graph, 40, seed);
            Arrays.sort(positives);
            var negatives = Arrays.stream(graph.split().rows(Role.TEST))
                    .mapToLong(graph::key)
                    .toArray();
            var matched = MatchedNodes.of(graph, positives, negatives, seed);
            var terciles = Terciles.of(DoubleStream.concat(
                            Arrays.stream(positives)
                                    .mapToDouble(k -> graph.adjacency().degree(graph.row(k))),
                            Arrays.stream(negatives)
                                    .mapToDouble(k -> graph.adjacency().degree(graph.row(k))))
                    .toArray());
            var expected = counts(graph, terciles, matched.positives());
            expected.replaceAll((stratum, count) -> count * matched.ratio());
            assertThat(counts(graph, terciles, matched.negatives()))
                    .isEqualTo(expected)
                    .isNotEmpty();
            assertThat(positives).contains(matched.positives());
            assertThat(matched.positives()).isSorted().doesNotHaveDuplicates();
            assertThat(negatives).contains(matched.negatives());
            assertThat(matched.negatives()).isSorted().doesNotHaveDuplicates();
            assertThat(matched.positives().length + matched.unmatched()).isEqualTo(40);
        }
    }

    @Test
    void countsMembersWithoutCounterpart() {
        var graph = Trained.graph(300, 3, 1);
        var first = Arrays.stream(graph.split().rows(Role.TRAIN))
                .filter(row -> graph.targets()[row] == 0)
                .mapToLong(graph::key)
                .toArray();
        var others = Arrays.stream(graph.split().rows(Role.TEST))
                .filter(row -> graph.targets()[row] == 1)
                .mapToLong(graph::key)
                .toArray();
        var matched = MatchedNodes.of(graph, first, others, 1);
        assertThat(matched.unmatched()).isEqualTo(first.length);
        assertThat(matched.negatives()).isEmpty();
    }

    @Test
    void cutsThirdsThatKeepEqualsTogether() {
        for (long seed = 0; seed < 100; seed++) {
            var values = new Random(seed)
                    .ints(30 + seed, 0, 1000)
                    .mapToDouble(x -> x)
                    .distinct()
                    .toArray();
            var terciles = Terciles.of(values);
            var sizes = new int[3];
            for (double value : values) {
                sizes[terciles.of(value)]++;
            }
            assertThat(Arrays.stream(sizes).boxed())
                    .allSatisfy(size -> assertThat(size).isBetween(values.length / 3 - 1, values.length / 3 + 2));
        }
        var equal = Terciles.of(new double[] {2, 2, 2, 2});
        assertThat(equal.of(2)).isZero();
        assertThat(equal.of(3)).isEqualTo(2);
    }
}
