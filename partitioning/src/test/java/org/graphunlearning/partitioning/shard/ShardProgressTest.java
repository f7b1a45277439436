package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Progress;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener hears of shards; the bits of unobserved trainings are the oracle. */
class ShardProgressTest {
    private static final Setup GCN = Setup.of(Architecture.GCN);

    private final Heard heard = new Heard();

    private static final class Heard implements Progress {
        final List<Double> shares = Collections.synchronizedList(new ArrayList<>());
        final List<String> parts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void reached(double share) {
            shares.add(share);
        }

        @Override
        public void parts(int done, int all) {
            parts.add(done + " of " + all);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void trainingTellsOfEveryShardAndChangesNoBit(int threads) {
        var observed = train(GCN, threads, heard);

        assertThat(observed.sha256())
                .isEqualTo(train(GCN, threads, Progress.NONE).sha256());
        assertThat(heard.shares).isSorted().hasSizeGreaterThanOrEqualTo(12).endsWith(1.0);
        assertThat(heard.parts).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void slicesFollowEachOtherWithinTheirShard(int threads) {
        train(GCN.sliced(3), threads, heard);

        assertThat(heard.shares).isSorted().endsWith(1.0);
        assertThat(heard.parts).endsWith("4 of 4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aDeletionTellsOfTheShardsItWorksOn(int threads) {
        var model = train(GCN, threads, Progress.NONE);
        var forget = ForgetSet.ofNodes(new long[] {firstTraining(0), firstTraining(1)});
        var request = new ShardedRequest(GCN.graph(), GCN.map(), forget, GCN.config(), GCN.sharding());

        try (var compute = Compute.withThreads(threads)) {
            ShardedUnlearning.unlearn(request, model, new Retrain(), compute.reportingTo(heard));
        }

        assertThat(heard.shares).isSorted().endsWith(1.0);
        assertThat(heard.parts).containsExactly("1 of 2", "2 of 2");
    }

    private static ShardedModel train(Setup setup, int threads, Progress progress) {
        try (var compute = Compute.withThreads(threads)) {
            return ShardedTrainer.train(
                    setup.graph(), setup.map(), setup.config(), setup.sharding(), compute.reportingTo(progress));
        }
    }

    private static long firstTraining(int shard) {
        for (int row : GCN.graph().trainingRows()) {
            if (GCN.map().shardOfRow()[row] == shard) {
                return GCN.graph().key(row);
            }
        }
        throw new AssertionError("Every shard of the case trains.");
    }
}
