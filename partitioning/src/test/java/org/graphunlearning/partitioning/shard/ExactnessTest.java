package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.repair.Repair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Oracle: {@link ShardedTrainer} on the remaining graph with the remaining map, every bit compared. Ghost counts of the oracle
 * come from counting the cut edges of the remaining graph, not from the plan.
 */
class ExactnessTest {
    /** Every repair with every aggregation, two architectures and two cuts. */
    static Stream<Setup> exactCases() {
        var out = new ArrayList<Setup>();
        for (var architecture : List.of(Architecture.GCN, Architecture.GAT)) {
            var hashed = Setup.of(architecture);
            var blocks = hashed.cutBy(Setup.blocks(hashed.graph(), 3));
            for (var setup : List.of(hashed, blocks)) {
                for (var repair : Repair.values()) {
                    for (var aggregation : Aggregation.values()) {
                        out.add(setup.with(aggregation).repairedBy(repair, repair != Repair.NONE));
                    }
                }
            }
        }
        return out.stream();
    }

    /** Edges of one direction, dense features, one shard, and the other architectures. */
    static Stream<Setup> otherCases() {
        var gcn = Setup.of(Architecture.GCN);
        var directed = gcn.with(Setup.citations(240, true, 8));
        var out = new ArrayList<>(List.of(
                directed.repairedBy(Repair.MIXUP, true),
                directed.with(Setup.of(Architecture.GAT).config()).repairedBy(Repair.MIRROR, true),
                gcn.with(Setup.dense(gcn.graph())).repairedBy(Repair.MIXUP, true),
                gcn.cutBy(ShardMap.single(240)).repairedBy(Repair.MIRROR, true),
                gcn.with(gcn.config().withPatience(1)).repairedBy(Repair.ZERO, true),
                gcn.with(gcn.config().withBalancedClasses(true))));
        for (var architecture : List.of(Architecture.SAGE, Architecture.GIN, Architecture.SGC)) {
            out.add(Setup.of(architecture).repairedBy(Repair.ZERO, true));
        }
        return out.stream();
    }

    /** The remaining graph and map by hand: shards follow keys, ghosts are counted again. */
    private static Setup byHand(Setup setup, ForgetSet forget) {
        var left = setup.graph().without(forget);
        var shardOf = Arrays.stream(left.keys())
                .mapToInt(key -> setup.map().shardOfRow()[setup.graph().row(key)])
                .toArray();
        var map = Setup.map(setup.map().shards(), shardOf);
        boolean ghosts = setup.sharding().repair() != Repair.NONE;
        return setup.with(left).with(ghosts ? map.withGhosts(left.adjacency()) : map);
    }

    @ParameterizedTest
    @MethodSource({"exactCases", "otherCases"})
    void theModelIsThatOfATrainingThatNeverSawIt(Setup setup) {
        var model = setup.train();
        for (var kind : Deletion.values()) {
            var forget = kind.draw(setup, kind.ordinal());
            var scratch = byHand(setup, forget).train();

            var result = setup.retrain(model, forget);

            assertThat(result.model().sha256()).as(kind.name()).isEqualTo(scratch.sha256());
        }
    }

    @ParameterizedTest
    @MethodSource({"exactCases", "otherCases"})
    void theMapOfWhatRemainsHasTheGhostsOfWhatRemains(Setup setup) {
        for (var kind : Deletion.values()) {
            var forget = kind.draw(setup, 31 + kind.ordinal());

            assertThat(setup.after(forget).map().ghosts())
                    .as(kind.name())
                    .isEqualTo(byHand(setup, forget).map().ghosts());
        }
    }

    @ParameterizedTest
    @MethodSource({"exactCases", "otherCases"})
    void theResultIsCalledExact(Setup setup) {
        var result = setup.retrain(setup.train(), Deletion.MIXED.draw(setup, 4));

        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
    }

    /** A hidden mistake that changed nothing anywhere would pass the comparison with scratch. */
    @ParameterizedTest
    @EnumSource(
            value = Deletion.class,
            names = {"NODE", "INNER_EDGE", "FEATURES", "LABEL", "NODES", "MIXED"})
    void someDeletionsOfEachKindChangeSomething(Deletion kind) {
        var setup = Setup.of(Architecture.GCN);
        var model = setup.train();

        assertThat(IntStream.range(0, 8).map(seed -> setup.retrain(model, kind.draw(setup, seed))
                        .changed()
                        .cardinality()))
                .anyMatch(changed -> changed > 0);
    }

    @ParameterizedTest
    @EnumSource(Deletion.class)
    void shardsThatThePlanDoesNotNameStayTheSameObjects(Deletion kind) {
        var setup = Setup.of(Architecture.GCN).repairedBy(Repair.MIRROR, true);
        var model = setup.train();
        for (int seed = 0; seed < 5; seed++) {
            var result = setup.retrain(model, kind.draw(setup, seed));
            var touched = BitSet.valueOf(new long[0]);
            Arrays.stream(result.plan().touched()).forEach(touched::set);
            for (int s = touched.nextClearBit(0); s < 4; s = touched.nextClearBit(s + 1)) {
                assertThat(result.model().shards().get(s))
                        .isSameAs(model.shards().get(s));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Deletion.class)
    void changedNamesTheShardsWhoseBytesDiffer(Deletion kind) {
        var setup = Setup.of(Architecture.GAT).repairedBy(Repair.ZERO, true);
        var model = setup.train();
        for (int seed = 0; seed < 5; seed++) {
            var result = setup.retrain(model, kind.draw(setup, seed));
            var expected = new BitSet();
            for (int s = 0; s < 4; s++) {
                var before = model.shards().get(s).sha256();
                expected.set(s, !Arrays.equals(result.model().shards().get(s).sha256(), before));
            }
            assertThat(result.changed()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Repair.class,
            names = {"NONE", "MIXUP"})
    void threeDeletionsGiveTheSameModelInAllSixOrders(Repair repair) {
        var setup = Setup.of(Architecture.GCN).repairedBy(repair, repair != Repair.NONE);
        var model = setup.train();
        var parts = List.of(
                Deletion.NODES.draw(setup, 1), Deletion.CROSSING_EDGE.draw(setup, 2), Deletion.LABEL.draw(setup, 3));
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        var atOnce = setup.retrain(model, parts.get(0).and(parts.get(1)).and(parts.get(2)));

        for (int[] order : orders) {
            var now = setup;
            var forgetting = model;
            for (int part : order) {
                forgetting = now.retrain(forgetting, parts.get(part)).model();
                now = now.after(parts.get(part));
            }
            assertThat(forgetting.sha256()).isEqualTo(atOnce.model().sha256());
        }
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void oneTwoAndThreeThreadsUnlearnToTheSameBits(Aggregation aggregation) {
        var setup = Setup.of(Architecture.GAT).with(aggregation).repairedBy(Repair.MIXUP, true);
        var model = setup.train(1);
        var forget = Deletion.MIXED.draw(setup, 6);
        var strategy = new Retrain();
        var one = setup.unlearn(model, forget, strategy, 1).model().sha256();

        assertThat(List.of(2, 3)).allSatisfy(threads -> assertThat(
                        setup.unlearn(model, forget, strategy, threads).model().sha256())
                .isEqualTo(one));
    }

    @Test
    void oneTwoAndThreeThreadsTrainToTheSameBits() {
        var setup = Setup.of(Architecture.GCN).repairedBy(Repair.MIRROR, true);
        var one = setup.train(1).sha256();

        assertThat(List.of(2, 3))
                .allSatisfy(threads -> assertThat(setup.train(threads).sha256()).isEqualTo(one));
    }

    @Test
    void aShardDependsOnNoOtherShard() {
        var setup = Setup.of(Architecture.GCN);
        var others = Arrays.stream(Setup.rows(240))
                .filter(row -> setup.map().shardOfRow()[row] != 1)
                .mapToLong(setup.graph()::key)
                .toArray();
        var alone = setup.with(setup.graph().without(ForgetSet.ofNodes(others)));

        assertThat(alone.cutBy(ShardMap.single(alone.graph().nodeCount()))
                        .train()
                        .sha256())
                .isEqualTo(setup.train().shards().get(1).sha256());
    }
}
