package org.graphunlearning.partitioning.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.partition.Cuts;
import org.graphunlearning.partitioning.shard.Setup;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: the third power of the dense walk matrix in double, with the same rule for small shares. */
class NeighbourWeightsTest {
    private static final int SHARDS = 4;

    /** A graph, a cut with homeless nodes, and the shards that answer. */
    private record Case(Graph graph, ShardMap map, BitSet answering) {
        float[] weights(int... rows) {
            try (var compute = Compute.withThreads(2)) {
                return NeighbourWeights.of(graph, map.homes(graph), answering, rows, compute);
            }
        }

        float[] all() {
            return weights(Setup.rows(graph.nodeCount()));
        }
    }

    static Stream<Case> cases() {
        return LongStream.range(0, 12).mapToObj(seed -> {
            var graph = Setup.citations(40, seed % 2 == 1, seed);
            var map = Setup.map(SHARDS, new Random(seed).ints(40, -1, SHARDS).toArray());
            return new Case(graph, map, answering(seed % 3 == 0 ? new int[] {0, 2} : new int[] {0, 1, 2, 3}));
        });
    }

    private static BitSet answering(int... shards) {
        var out = new BitSet();
        Arrays.stream(shards).forEach(out::set);
        return out;
    }

    /** Where the walk ends, counted over training nodes of answering shards. */
    private static double[] ends(Case one, int row) {
        int n = one.graph().nodeCount();
        var adjacency = one.graph().adjacency();
        var at = new double[n];
        at[row] = 1;
        for (int step = 0; step < NeighbourWeights.STEPS; step++) {
            var next = new double[n];
            for (int i = 0; i < n; i++) {
                double share = at[i] / (adjacency.degree(i) + 1);
                next[i] += share;
                for (int k = adjacency.ptr()[i]; k < adjacency.ptr()[i + 1]; k++) {
                    next[adjacency.idx()[k]] += share;
                }
            }
            at = next;
        }
        var out = new double[SHARDS];
        for (int i = 0; i < n; i++) {
            int shard = one.map().shardOfRow()[i];
            if (shard >= 0 && one.answering().get(shard) && one.graph().split().role(i) == Role.TRAIN) {
                out[shard] += at[i];
            }
        }
        return out;
    }

    private static double[] expected(Case one, int row) {
        var ends = ends(one, row);
        double sum = Arrays.stream(ends).sum();
        var kept = Arrays.stream(ends)
                .map(share -> share < NeighbourWeights.SMALLEST * sum ? 0 : share)
                .toArray();
        double left = Arrays.stream(kept).sum();
        if (left > 0) {
            return Arrays.stream(kept).map(share -> share / left).toArray();
        }
        int home = one.map().shardOfRow()[row];
        boolean own = home >= 0 && one.answering().get(home);
        return IntStream.range(0, SHARDS)
                .mapToDouble(s -> own
                        ? (s == home ? 1 : 0)
                        : one.answering().get(s) ? 1.0 / one.answering().cardinality() : 0)
                .toArray();
    }

    private static double[] row(float[] weights, int row) {
        return IntStream.range(0, SHARDS)
                .mapToDouble(s -> weights[row * SHARDS + s])
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightsAreWhereTheWalkEnds(Case one) {
        var weights = one.all();
        for (int row = 0; row < 40; row++) {
            assertThat(row(weights, row)).containsExactly(expected(one, row), within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRowSumsToOne(Case one) {
        var weights = one.all();
        for (int row = 0; row < 40; row++) {
            assertThat(Arrays.stream(row(weights, row)).sum()).isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shardsThatDoNotAnswerWeighNothing(Case one) {
        var weights = one.all();

        assertThat(IntStream.range(0, weights.length)
                        .filter(at -> !one.answering().get(at % SHARDS)))
                .allMatch(at -> weights[at] == 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void someRowsHaveTheWeightsOfAllRows(Case one) {
        int[] rows = {1, 8, 23, 38};
        var all = one.all();
        var expected = new float[rows.length * SHARDS];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * SHARDS, expected, i * SHARDS, SHARDS);
        }

        assertThat(one.weights(rows)).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void labelsDoNotMatter(Case one) {
        var roles = new Role[40];
        Arrays.setAll(roles, one.graph().split()::role);
        var relabelled = Setup.relabelled(one.graph(), new long[40], roles);

        assertThat(new Case(relabelled, one.map(), one.answering()).all()).containsExactly(one.all());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void featuresDoNotMatter(Case one) {
        var forget = ForgetSet.ofFeatures(one.graph().key(1))
                .and(ForgetSet.ofFeatures(one.graph().key(2)));

        assertThat(new Case(one.graph().without(forget), one.map(), one.answering()).all())
                .containsExactly(one.all());
    }

    /** A path 0-1-2-3-4 of two shards, of which only node 0 trains. */
    private static Case path(int... shardOfRow) {
        var roles = new Role[5];
        Arrays.setAll(roles, row -> row == 0 ? Role.TRAIN : Role.TEST);
        var adjacency = Adjacency.of(5, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 4}, 4, false);
        var graph = Cuts.graph(adjacency, new long[5], roles);
        return new Case(graph, Setup.map(SHARDS, shardOfRow), answering(0, 1));
    }

    @Test
    void threeStepsReachATrainingNodeThreeEdgesAway() {
        assertThat(path(0, 1, 1, 1, 1).weights(3)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void aNodeThatMeetsNoTrainingNodeTakesItsOwnShard() {
        assertThat(path(0, 1, 1, 1, 1).weights(4)).containsExactly(0, 1, 0, 0);
    }

    @Test
    void aNodeWhoseShardCannotAnswerTakesTheMean() {
        assertThat(path(0, 1, 1, 1, 3).weights(4)).containsExactly(0.5f, 0.5f, 0, 0);
    }

    @Test
    void aNodeOfNoShardTakesTheMean() {
        assertThat(path(0, 1, 1, 1, ShardMap.NONE).weights(4)).containsExactly(0.5f, 0.5f, 0, 0);
    }

    /** A hub of shard 0 with 98 training leaves and one training leaf of shard 1. */
    @Test
    void aShareBelowTheSmallestIsDropped() {
        int n = 100;
        var from = new int[n - 1];
        var to = IntStream.range(1, n).toArray();
        var roles = new Role[n];
        Arrays.fill(roles, Role.TRAIN);
        var shardOf = new int[n];
        shardOf[n - 1] = 1;
        var graph = Cuts.graph(Adjacency.of(n, from, to, n - 1, false), new long[n], roles);

        assertThat(new Case(graph, Setup.map(SHARDS, shardOf), answering(0, 1)).weights(0))
                .containsExactly(1, 0, 0, 0);
    }
}
