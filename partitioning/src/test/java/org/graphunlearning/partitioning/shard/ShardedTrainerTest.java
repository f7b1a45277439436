package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.repair.Repair;
import org.junit.jupiter.api.Test;

/** What training and its settings refuse, sentence by sentence. */
class ShardedTrainerTest {
    private static final Setup GCN = Setup.of(Architecture.GCN);

    private static Sharding sliced(int slices) {
        return new Sharding(4, Repair.NONE, false, Aggregation.MEAN, slices);
    }

    @Test
    void refusesAMapOfOtherShards() {
        assertThatThrownBy(() -> GCN.with(ShardMap.single(240)).train())
                .hasMessage("The map has 1 shards, the model 4.");
    }

    @Test
    void refusesAGraphOfOneClass() {
        long[] others = Arrays.stream(GCN.graph().trainingRows())
                .filter(row -> GCN.graph().targets()[row] > 0)
                .mapToLong(GCN.graph()::key)
                .toArray();

        assertThatThrownBy(() -> GCN.after(ForgetSet.ofNodes(others)).train())
                .hasMessageContaining("needs at least two classes");
    }

    @Test
    void refusesARepairThatTrainingWouldNotNotice() {
        var normalised = GCN.config().withModel(GCN.config().model().withNormalizeFeatures(true));

        assertThatThrownBy(() ->
                        GCN.with(normalised).repairedBy(Repair.MIXUP, true).train())
                .hasMessageStartingWith("`repair: 'mixup'` scales feature vectors");
    }

    @Test
    void refusesMoreSlicesThanEpochs() {
        assertThatThrownBy(() -> GCN.sliced(4).train())
                .hasMessage("`slices` (4) must not exceed `epochs` (3): each slice needs at least one.");
    }

    @Test
    void refusesSlicesWithPatience() {
        assertThatThrownBy(
                        () -> GCN.sliced(2).with(GCN.config().withPatience(1)).train())
                .hasMessage("`patience` stops a training, which `slices` divides beforehand; set one of them to its"
                        + " default.");
    }

    @Test
    void refusesNoShards() {
        assertThatThrownBy(() -> new Sharding(0, Repair.NONE, false, Aggregation.MEAN, 1))
                .hasMessage("`shards` must be at least 1, not 0.");
    }

    @Test
    void refusesNoSlices() {
        assertThatThrownBy(() -> sliced(0)).hasMessage("`slices` must lie between 1 and 64, not 0.");
    }

    @Test
    void refusesTooManySlices() {
        assertThatThrownBy(() -> sliced(65)).hasMessage("`slices` must lie between 1 and 64, not 65.");
    }

    @Test
    void refusesStrictWithoutRepair() {
        assertThatThrownBy(() -> new Sharding(2, Repair.NONE, true, Aggregation.MEAN, 1))
                .hasMessage("`strict` is about ghosts and means nothing without a `repair`.");
    }

    @Test
    void refusesMoreShardsThanTrainingNodes() {
        int training = GCN.graph().trainingRows().length;

        assertThatThrownBy(() -> ShardedTrainer.requireEnoughTraining(GCN.graph(), training + 1))
                .hasMessage("`shards` (" + (training + 1) + ") must not exceed the number of labelled training nodes ("
                        + training + ").");
    }

    @Test
    void refusesAShardThatTeachesNothing() {
        int[] shardOf = GCN.map().shardOfRow().clone();
        for (int row : GCN.graph().trainingRows()) {
            shardOf[row] = shardOf[row] == 2 ? ShardMap.NONE : shardOf[row];
        }

        assertThatThrownBy(() -> ShardedTrainer.requireTeaching(GCN.graph(), Setup.map(4, shardOf)))
                .hasMessage("Shard 2 of 4 would hold no labelled training node and learn no class; use fewer `shards`,"
                        + " or the `partitioner` `multilevel`, which spreads training nodes.");
    }

    @Test
    void acceptsShardsThatAllTeach() {
        assertThatNoException().isThrownBy(() -> ShardedTrainer.requireTeaching(GCN.graph(), GCN.map()));
    }

    @Test
    void aNodeInNoShardIsNeverTrainedOn() {
        int row = GCN.graph().trainingRows()[0];
        int[] shardOf = GCN.map().shardOfRow().clone();
        shardOf[row] = ShardMap.NONE;
        var without = GCN.after(ForgetSet.ofNodes(GCN.graph().key(row)));

        assertThat(GCN.with(Setup.map(4, shardOf)).train().sha256())
                .isEqualTo(without.train().sha256());
    }

    @Test
    void oneShardIsAnOrdinaryModel() {
        var single = GCN.cutBy(ShardMap.single(240));
        try (var compute = Compute.withThreads(1)) {
            var ordinary = Trainer.fit(GCN.graph(), GCN.config(), compute);

            assertThat(single.train().sha256()).isEqualTo(ordinary.sha256());
        }
    }
}
