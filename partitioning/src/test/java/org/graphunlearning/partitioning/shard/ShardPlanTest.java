package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.partitioning.repair.Repair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: the numbers of a plan by brute force on small graphs, where some nodes live in no shard. */
class ShardPlanTest {
    /** A small setup and something to forget of it. */
    private record Case(Setup setup, ForgetSet forget) {
        int home(long key) {
            return setup.map().shardOfRow()[setup.graph().row(key)];
        }

        boolean gone(int row) {
            return Arrays.binarySearch(forget.nodes(), setup.graph().key(row)) >= 0;
        }

        int[] recounted() {
            var left = setup.graph().without(forget);
            var after = setup.map().following(setup.graph(), left).withGhosts(left.adjacency());
            return Arrays.stream(Setup.rows(setup.graph().nodeCount()))
                    .map(row -> gone(row)
                            ? -1
                            : after.ghosts()[left.row(setup.graph().key(row))])
                    .toArray();
        }

        /** Ghosts that remaining nodes lose, per row. */
        int[] lost() {
            int[] now = recounted();
            return Arrays.stream(Setup.rows(now.length))
                    .map(row -> now[row] < 0 ? 0 : setup.map().ghosts()[row] - now[row])
                    .toArray();
        }

        /** Shards that hold something of it themselves. */
        TreeSet<Integer> holders() {
            var out = new TreeSet<Integer>();
            LongStream.concat(
                            LongStream.concat(Arrays.stream(forget.nodes()), Arrays.stream(forget.labels())),
                            forget.features().stream().mapToLong(ForgetSet.Cells::node))
                    .forEach(key -> out.add(home(key)));
            forget.edges().stream()
                    .filter(edge -> home(edge.source()) == home(edge.target()))
                    .forEach(edge -> out.add(home(edge.source())));
            out.remove(ShardMap.NONE);
            return out;
        }
    }

    private static Stream<Case> cases(boolean strict) {
        return LongStream.range(0, 30).mapToObj(seed -> {
            var random = new Random(seed);
            var graph = Setup.citations(40, seed % 2 == 1, seed);
            var map = Setup.map(4, random.ints(40, -1, 4).toArray());
            var setup = Setup.of(Architecture.GCN).with(graph).with(map).repairedBy(Repair.ZERO, strict);
            var kinds = Deletion.values();
            return new Case(setup, kinds[(int) (seed % kinds.length)].draw(setup, seed));
        });
    }

    static Stream<Case> strict() {
        return cases(true);
    }

    static Stream<Case> loose() {
        return cases(false);
    }

    @ParameterizedTest
    @MethodSource({"strict", "loose"})
    void crossingEdgesAreThoseBetweenTwoShards(Case one) {
        long crossing = one.forget().edges().stream()
                .filter(edge -> one.home(edge.source()) != one.home(edge.target()))
                .filter(edge -> Math.min(one.home(edge.source()), one.home(edge.target())) >= 0)
                .count();

        assertThat(one.setup().plan(one.forget()).crossingEdges()).isEqualTo((int) crossing);
    }

    @ParameterizedTest
    @MethodSource("loose")
    void staleGhostsAreThoseThatCountingAgainWouldNotFind(Case one) {
        assertThat(one.setup().plan(one.forget()).staleGhosts())
                .isEqualTo(Arrays.stream(one.lost()).sum());
    }

    @ParameterizedTest
    @MethodSource("loose")
    void staleShardsAreTheHomesOfStaleGhosts(Case one) {
        var homes = new TreeSet<Integer>();
        for (int row : Setup.rows(40)) {
            if (one.lost()[row] > 0) {
                homes.add(one.setup().map().shardOfRow()[row]);
            }
        }
        assertThat(one.setup().plan(one.forget()).staleShards()).isEqualTo(homes.size());
    }

    @ParameterizedTest
    @MethodSource("loose")
    void looselyOnlyHoldersAreTouched(Case one) {
        assertThat(one.setup().plan(one.forget()).touched())
                .containsExactly(
                        one.holders().stream().mapToInt(Integer::intValue).toArray());
    }

    @ParameterizedTest
    @MethodSource("strict")
    void strictlyHoldersAndHomesOfLostGhostsAreTouched(Case one) {
        var expected = one.holders();
        for (int row : Setup.rows(40)) {
            if (one.lost()[row] > 0) {
                expected.add(one.setup().map().shardOfRow()[row]);
            }
        }
        assertThat(one.setup().plan(one.forget()).touched())
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }

    @ParameterizedTest
    @MethodSource({"strict", "loose"})
    void workShareIsTheShareOfNodesInTouchedShards(Case one) {
        var plan = one.setup().plan(one.forget());
        double all = Arrays.stream(one.setup().map().shardOfRow())
                .filter(shard -> shard >= 0)
                .count();
        double touched = Arrays.stream(one.setup().map().shardOfRow())
                .filter(shard -> Arrays.binarySearch(plan.touched(), shard) >= 0)
                .count();

        assertThat(plan.workShare()).isCloseTo(touched / all, within(1e-12));
    }
}
