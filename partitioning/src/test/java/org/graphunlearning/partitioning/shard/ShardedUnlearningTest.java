package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.unlearn.FineTune;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.Unlink;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corners of unlearning shard by shard. Oracle of every exact result: {@link ShardedTrainer} on what remains. */
class ShardedUnlearningTest {
    private static final Setup GCN = Setup.of(Architecture.GCN);
    private static final ShardedModel MODEL = GCN.train();

    private static long[] keys(Setup setup, IntPredicate rows) {
        return Arrays.stream(Setup.rows(setup.graph().nodeCount()))
                .filter(rows)
                .mapToLong(setup.graph()::key)
                .toArray();
    }

    /** Labelled training nodes of a shard for which something holds. */
    private static long[] training(Setup setup, int shard, IntPredicate rows) {
        return Arrays.stream(setup.graph().trainingRows())
                .filter(row -> setup.map().shardOfRow()[row] == shard)
                .filter(rows)
                .mapToLong(setup.graph()::key)
                .toArray();
    }

    private static int target(int row) {
        return GCN.graph().targets()[row];
    }

    private static void assertExact(Setup setup, ShardedModel model, ForgetSet forget) {
        var result = setup.retrain(model, forget);

        assertThat(result.model().sha256())
                .isEqualTo(setup.after(forget).train().sha256());
    }

    @Test
    void theHubIsForgottenExactly() {
        int hub = 0;
        for (int row : Setup.rows(240)) {
            var adjacency = GCN.graph().adjacency();
            hub = adjacency.degree(row) > adjacency.degree(hub) ? row : hub;
        }
        assertExact(GCN, MODEL, ForgetSet.ofNodes(GCN.graph().key(hub)));
    }

    @Test
    void anIsolatedNodeIsForgottenExactly() {
        for (int row = 237; row < 240; row++) {
            assertExact(GCN, MODEL, ForgetSet.ofNodes(GCN.graph().key(row)));
        }
    }

    /** Seen as one model each: training on either graph of a case gives the shard before and after. */
    @Test
    void aCaseIsTheDeletionFromOneModel() {
        var forget = ForgetSet.ofNodes(training(GCN, 1, row -> true)[0], training(GCN, 3, row -> true)[1]);
        var request = new ShardedRequest(GCN.graph(), GCN.map(), forget, GCN.config(), GCN.sharding());
        var planned = ShardedUnlearning.plan(request, new BitSet());
        var retrained = GCN.retrain(MODEL, forget).model();

        assertThat(planned.cases(MODEL)).extracting(ShardCase::shard).containsExactly(1, 3);
        try (var compute = Compute.withThreads(1)) {
            for (var one : planned.cases(MODEL)) {
                var before = Trainer.fit(one.before(), one.training(), compute);
                var after = Trainer.fit(one.before().without(one.forget()), one.training(), compute);
                assertThat(one.model().sha256()).isEqualTo(before.sha256());
                assertThat(one.after().fingerprint())
                        .isEqualTo(one.before().without(one.forget()).fingerprint());
                assertThat(retrained.shards().get(one.shard()).sha256()).isEqualTo(after.sha256());
            }
        }
    }

    @Test
    void aShardThatLosesTheLastNodeOfAClassNoLongerKnowsTheClass() {
        var forget = ForgetSet.ofNodes(training(GCN, 2, row -> target(row) == 1));

        assertThat(GCN.retrain(MODEL, forget).model().shards().get(2).classes()).containsExactly(0L, 2L);
    }

    @Test
    void aShardThatLosesTheLastNodeOfAClassIsExact() {
        assertExact(GCN, MODEL, ForgetSet.ofNodes(training(GCN, 2, row -> target(row) == 1)));
    }

    @Test
    void aClassThatNoShardKnowsAnyMoreIsNoOutput() {
        var forget = ForgetSet.ofNodes(keys(GCN, row -> target(row) == 0));

        assertThat(GCN.retrain(MODEL, forget).model().classes()).containsExactly(1L, 2L);
    }

    @Test
    void losingAClassEverywhereIsExact() {
        assertExact(GCN, MODEL, ForgetSet.ofNodes(keys(GCN, row -> target(row) == 0)));
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void aShardWithoutNodesIsExact(Aggregation aggregation) {
        var setup = GCN.with(aggregation);

        assertExact(
                setup,
                setup.train(),
                ForgetSet.ofNodes(keys(setup, row -> setup.map().shardOfRow()[row] == 3)));
    }

    @Test
    void aShardWithoutTrainingLabelsAnswersNoMore() {
        var result = GCN.retrain(MODEL, ForgetSet.ofLabels(training(GCN, 0, row -> true)));

        assertThat(result.model().answering().stream().toArray()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void aShardWithoutTrainingLabelsIsExact(Aggregation aggregation) {
        var setup = GCN.with(aggregation);

        assertExact(setup, setup.train(), ForgetSet.ofLabels(training(setup, 0, row -> true)));
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void aShardOfOneClassIsExact(Aggregation aggregation) {
        var setup = GCN.with(aggregation);

        assertExact(setup, setup.train(), ForgetSet.ofNodes(training(setup, 1, row -> target(row) != 2)));
    }

    @Test
    void aShardOfOneClassGoesOnForgettingExactly() {
        var first = ForgetSet.ofNodes(training(GCN, 1, row -> target(row) != 2));
        var left = GCN.after(first);
        var oneClass = GCN.retrain(MODEL, first).model();

        assertExact(left, oneClass, ForgetSet.ofNodes(training(GCN, 1, row -> target(row) == 2)));
    }

    @Test
    void aShardOfOneClassKeepsItsBytesWhileTheClassStays() {
        var first = ForgetSet.ofNodes(training(GCN, 1, row -> target(row) != 2));
        var left = GCN.after(first);
        var oneClass = GCN.retrain(MODEL, first).model();
        long[] trained = training(GCN, 1, row -> target(row) == 2);

        var result = left.retrain(oneClass, ForgetSet.ofNodes(trained[0]));

        assertThat(result.model().shards().get(1)).isSameAs(oneClass.shards().get(1));
    }

    @Test
    void anIdleShardStaysIdleWhenItsOtherNodesGo() {
        var first = ForgetSet.ofLabels(training(GCN, 0, row -> true));
        var idle = GCN.retrain(MODEL, first).model();
        var left = GCN.after(first);

        assertExact(left, idle, ForgetSet.ofNodes(keys(left, row -> left.map().shardOfRow()[row] == 0)[0]));
    }

    @Test
    void refusesToLeaveNothingToAnswerWith() {
        var all = ForgetSet.ofLabels(keys(GCN, row -> target(row) >= 0));

        assertThatThrownBy(() -> GCN.retrain(MODEL, all)).hasMessage("No shard has a labelled training node.");
    }

    @Test
    void refusesANodeThatIsNotInTheGraph() {
        assertThatThrownBy(() -> GCN.retrain(MODEL, ForgetSet.ofNodes(1)))
                .hasMessage("No node of the graph has the key 1.");
    }

    @Test
    void aCrossingEdgeWithoutRepairChangesNoShard() {
        for (int seed = 0; seed < 5; seed++) {
            var result = GCN.retrain(MODEL, Deletion.CROSSING_EDGE.draw(GCN, seed));

            assertThat(result.model().shards()).isEqualTo(MODEL.shards());
        }
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void forgettingNothingIsTheIdentity(Aggregation aggregation) {
        var setup = GCN.with(aggregation);
        var model = setup.train();

        assertThat(setup.retrain(model, ForgetSet.nothing()).model().sha256()).isEqualTo(model.sha256());
    }

    @Test
    void forgettingTheSameCellsAgainChangesNothing() {
        var forget = Deletion.FEATURES.draw(GCN, 3);
        var once = GCN.retrain(MODEL, forget).model();

        assertThat(GCN.after(forget).retrain(once, forget).model().sha256()).isEqualTo(once.sha256());
    }

    @Test
    void aModelThatIsNotKnownToFitTheGraphIsRetrainedInTheTouchedShards() {
        var stale = GCN.with(GCN.config().withSeed(1)).train();
        var forget = Deletion.NODE.draw(GCN, 2);

        var result = GCN.retrainStale(stale, forget);

        int touched = result.plan().touched()[0];
        assertThat(result.model().shards().get(touched).sha256())
                .isEqualTo(GCN.after(forget).train().shards().get(touched).sha256());
    }

    @Test
    void finetuningLeavesTheOtherShardsAlone() {
        var forget = Deletion.NODE.draw(GCN, 2);
        var result = GCN.unlearn(MODEL, forget, new FineTune(FineTune.Options.of(2, 0.001)), 2);

        assertThat(result.changed().stream().toArray())
                .containsExactly(result.plan().touched());
    }

    @Test
    void finetuningIsCalledApproximate() {
        var forget = Deletion.NODE.draw(GCN, 2);
        var result = GCN.unlearn(MODEL, forget, new FineTune(FineTune.Options.of(2, 0.001)), 2);

        assertThat(result.guarantee()).isEqualTo(Guarantee.APPROXIMATE);
    }

    @Test
    void finetuningHandsOnItsWarningOnce() {
        var forget = Deletion.NODES.draw(GCN, 2);
        var result = GCN.unlearn(MODEL, forget, new FineTune(FineTune.Options.of(2, 0.001)), 2);

        assertThat(result.warnings())
                .containsExactly("Fine-tuning proves nothing about what the parameters still carry.");
    }

    @Test
    void unlinkingChangesNoShard() {
        var result = GCN.unlearn(MODEL, Deletion.NODES.draw(GCN, 2), new Unlink(), 2);

        assertThat(result.model().shards()).isEqualTo(MODEL.shards());
    }

    @Test
    void unlinkingIsCalledOutputOnly() {
        var result = GCN.unlearn(MODEL, Deletion.NODES.draw(GCN, 2), new Unlink(), 2);

        assertThat(result.guarantee()).isEqualTo(Guarantee.OUTPUT_ONLY);
    }

    @Test
    void theRequestsModelIsNotWrittenTo() {
        var before = MODEL.sha256();
        GCN.unlearn(MODEL, Deletion.NODES.draw(GCN, 2), new FineTune(FineTune.Options.of(3, 0.01)), 2);

        assertThat(MODEL.sha256()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void patienceIsExactThoughShardsRunOutOfValidationNodes(int patience) {
        var setup = GCN.with(GCN.config().withEpochs(8).withLearningRate(0.3).withPatience(patience));
        var validation = ForgetSet.ofNodes(keys(
                setup,
                row -> setup.map().shardOfRow()[row] == 2
                        && setup.graph().split().role(row) == Role.VALIDATION));

        assertExact(setup, setup.train(), validation);
    }

    @Test
    void patienceIsExactInShardsThatNeverHadValidationNodes() {
        var roles = new Role[240];
        var labels = new long[240];
        for (int row = 0; row < 240; row++) {
            var role = GCN.graph().split().role(row);
            roles[row] = role == Role.VALIDATION && GCN.map().shardOfRow()[row] < 3 ? Role.TEST : role;
            labels[row] = target(row);
        }
        var setup = GCN.with(Setup.relabelled(GCN.graph(), labels, roles))
                .with(GCN.config().withPatience(1));

        assertExact(setup, setup.train(), ForgetSet.ofNodes(training(setup, 3, row -> true)[0]));
    }

    @Test
    void finetuningWorksInAShardThatRunsOutOfValidationNodes() {
        var setup = GCN.with(GCN.config().withPatience(1));
        var forget = ForgetSet.ofNodes(keys(
                setup,
                row -> setup.map().shardOfRow()[row] == 2
                        && setup.graph().split().role(row) == Role.VALIDATION));
        var result = setup.unlearn(setup.train(), forget, new FineTune(FineTune.Options.of(2, 0.001)), 2);

        assertThat(result.strategy()).isEqualTo("finetune");
    }

    /** Names are not in the hash of a single stage: the bytes of both models are the same. */
    @Test
    void aShardWhoseOnlyClassGotAnotherNameAnswersTheNewOne() {
        var labels = new long[240];
        var roles = new Role[240];
        for (int row = 0; row < 240; row++) {
            boolean inShard = GCN.map().shardOfRow()[row] == 1;
            labels[row] = inShard ? 7 : row % 2;
            roles[row] = GCN.graph().split().role(row);
        }
        var sevens = GCN.with(Setup.relabelled(GCN.graph(), labels, roles));
        var model = sevens.train();
        for (int row = 0; row < 240; row++) {
            labels[row] = labels[row] == 7 ? 8 : labels[row];
        }
        var eights = sevens.with(Setup.relabelled(GCN.graph(), labels, roles));
        var forget = ForgetSet.ofNodes(training(eights, 1, row -> true)[0]);

        var result = eights.retrainStale(model, forget);

        assertThat(result.model().shards().get(1).classes()).containsExactly(8L);
    }
}
