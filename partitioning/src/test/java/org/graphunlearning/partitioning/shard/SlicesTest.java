package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.unlearn.FineTune;
import org.graphunlearning.gnn.unlearn.Unlink;
import org.graphunlearning.partitioning.repair.Repair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SISA slices. Oracle: the same cumulative training on what remains, every stage compared. */
class SlicesTest {
    static Stream<Setup> cases() {
        return Stream.of(Architecture.GCN, Architecture.GAT).map(Setup::of).flatMap(setup -> Stream.of(2, 3)
                .flatMap(slices -> Stream.of(Repair.NONE, Repair.MIXUP)
                        .map(repair ->
                                setup.repairedBy(repair, repair != Repair.NONE).sliced(slices))));
    }

    /** A training node of shard 0 in a slice, other than some. */
    private static long trained(Setup setup, int slice) {
        return Arrays.stream(setup.graph().trainingRows())
                .filter(row -> setup.map().shardOfRow()[row] == 0)
                .mapToLong(setup.graph()::key)
                .filter(key -> ShardGraph.slice(key, setup.sharding().slices()) == slice)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyKindOfDeletionIsExact(Setup setup) {
        var model = setup.train();
        for (var kind : Deletion.values()) {
            for (int seed = 0; seed < 3; seed++) {
                var forget = kind.draw(setup, seed);
                var result = setup.retrain(model, forget);

                assertThat(result.model().sha256())
                        .as(kind.name())
                        .isEqualTo(setup.after(forget).train().sha256());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void stagesBeforeTheSliceOfADeletionAreTheSameObjects(int slice) {
        var setup = Setup.of(Architecture.GCN).sliced(3);
        var model = setup.train();
        var result = setup.retrain(model, ForgetSet.ofNodes(trained(setup, slice)));

        var stages = result.model().shards().get(0).stages();
        var old = model.shards().get(0).stages();
        for (int stage = 0; stage < slice; stage++) {
            assertThat(stages.get(stage)).isSameAs(old.get(stage));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void stagesFromTheSliceOfADeletionOnAreTrainedAgain(int slice) {
        var setup = Setup.of(Architecture.GCN).sliced(3);
        var model = setup.train();
        var result = setup.retrain(model, ForgetSet.ofNodes(trained(setup, slice)));

        var stages = result.model().shards().get(0).stages();
        var old = model.shards().get(0).stages();
        for (int stage = slice; stage < 3; stage++) {
            assertThat(stages.get(stage).sha256()).isNotEqualTo(old.get(stage).sha256());
        }
    }

    @Test
    void anEdgeBelongsToTheLaterSliceOfItsEnds() {
        var setup = Setup.of(Architecture.GCN).sliced(3);
        for (int seed = 0; seed < 20; seed++) {
            var forget = Deletion.INNER_EDGE.draw(setup, seed);
            var edge = forget.edges().get(0);
            var part = setup.plan(forget).parts().get(0);
            int[] rows = setup.map().rowsByShard()[part.shard()];
            var shard = ShardGraph.of(setup.graph(), setup.map(), rows, Repair.NONE, 9);

            assertThat(shard.firstStage(part, 3))
                    .isEqualTo(Math.max(ShardGraph.slice(edge.source(), 3), ShardGraph.slice(edge.target(), 3)));
        }
    }

    @Test
    void theLastStageSeesTheWholeShard() {
        var setup = Setup.of(Architecture.GCN);
        var shard = ShardGraph.of(setup.graph(), setup.map(), setup.map().rowsByShard()[1], Repair.NONE, 9);

        assertThat(shard.upTo(2, 3).own()).isSameAs(shard.own());
    }

    @Test
    void stagesSeeTheNodesOfTheirSlicesOnly() {
        var setup = Setup.of(Architecture.GCN);
        var shard = ShardGraph.of(setup.graph(), setup.map(), setup.map().rowsByShard()[1], Repair.NONE, 9);

        assertThat(shard.upTo(1, 3).own().keys())
                .containsExactly(Arrays.stream(shard.own().keys())
                        .filter(key -> ShardGraph.slice(key, 3) <= 1)
                        .toArray());
    }

    @Test
    void oneSliceIsAnOrdinaryTraining() {
        var setup = Setup.of(Architecture.GCN);

        assertThat(setup.train().shards()).allMatch(shard -> shard.stages().size() == 1);
    }

    @Test
    void deletionsOneAfterTheOtherAreExact() {
        var setup = Setup.of(Architecture.GAT).repairedBy(Repair.MIRROR, true).sliced(3);
        var model = setup.train();
        for (int slice = 2; slice >= 0; slice--) {
            var forget = ForgetSet.ofNodes(trained(setup, slice));
            model = setup.retrain(model, forget).model();
            setup = setup.after(forget);
        }

        assertThat(model.sha256()).isEqualTo(setup.train().sha256());
    }

    @Test
    void aShardThatLosesAClassStartsFromTheFirstStage() {
        var setup = Setup.of(Architecture.GCN).sliced(3);
        var forget = ForgetSet.ofNodes(Arrays.stream(setup.graph().trainingRows())
                .filter(row ->
                        setup.map().shardOfRow()[row] == 0 && setup.graph().targets()[row] == 1)
                .mapToLong(setup.graph()::key)
                .toArray());

        assertThat(setup.retrain(setup.train(), forget).model().sha256())
                .isEqualTo(setup.after(forget).train().sha256());
    }

    @Test
    void aShardWithoutLabelsInItsFirstSliceIsExact() {
        var setup = Setup.of(Architecture.GCN).sliced(3);
        var forget = ForgetSet.ofLabels(Arrays.stream(setup.graph().trainingRows())
                .filter(row -> setup.map().shardOfRow()[row] == 0)
                .mapToLong(setup.graph()::key)
                .filter(key -> ShardGraph.slice(key, 3) == 0)
                .toArray());

        assertThat(setup.retrain(setup.train(), forget).model().sha256())
                .isEqualTo(setup.after(forget).train().sha256());
    }

    @Test
    void refusesStrategiesThatLeaveTheCheckpoints() {
        var setup = Setup.of(Architecture.GCN).sliced(2);
        var model = setup.train();
        for (var strategy : List.of(new Unlink(), new FineTune(FineTune.Options.defaults()))) {
            assertThatThrownBy(() -> setup.unlearn(model, Deletion.NODE.draw(setup, 1), strategy, 1))
                    .hasMessage("The checkpoints of `slices` would go on remembering; use the strategy `retrain`, not `"
                            + strategy.name() + "`.");
        }
    }

    @Test
    void aModelThatIsNotKnownToFitTheGraphStartsFromTheFirstStage() {
        var setup = Setup.of(Architecture.GCN).sliced(2);
        var stale = setup.with(setup.config().withSeed(1)).train();
        var forget = ForgetSet.ofNodes(trained(setup, 1));

        var result = setup.retrainStale(stale, forget);

        assertThat(result.model().shards().get(0).sha256())
                .isEqualTo(setup.after(forget).train().shards().get(0).sha256());
    }
}
