package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.junit.jupiter.api.Test;

class LikelihoodRatioTest {
    private static final Unlearner NOTHING = (task, compute) -> task.model();
    private static final Unlearner EXACT = (task, compute) -> new Retrain()
            .unlearn(
                    UnlearningRequest.of(
                            task.model(), task.graph(), ForgetSet.ofLabels(task.members()), task.training(), true),
                    compute)
            .model();

    private static ShadowModels shadows(Graph graph, boolean drawn, long seed) {
        long[] forgotten = Trained.trainingKeys(graph, 20, 1);
        long[] tests = Arrays.stream(graph.split().rows(Role.TEST))
                .mapToLong(graph::key)
                .toArray();
        long[] candidates = LongStream.concat(Arrays.stream(forgotten), Arrays.stream(tests))
                .sorted()
                .toArray();
        return new ShadowModels(graph, candidates, candidates, drawn, Trained.overfitting(seed), seed);
    }

    @Test
    void drawsEveryCandidateIntoExactlyHalfOfTheTrainings() {
        var graph = Trained.graph(300, 3, 1);
        var shadows = shadows(graph, true, 5);
        for (long key : shadows.candidates()) {
            int in = 0;
            for (int k = 0; k < 16; k++) {
                in += shadows.isMember(k, key) ? 1 : 0;
            }
            assertThat(in).isEqualTo(8);
        }
        assertThat(shadows.members(0)).isNotEqualTo(shadows.members(2));
        assertThat(shadows.members(0).length).isBetween(50, 100);
    }

    @Test
    void putsMembersInTheLossAndNoOtherCandidate() {
        var graph = Trained.graph(300, 3, 1);
        var shadows = shadows(graph, true, 5);
        var taught = shadows.graph(3);
        for (int row = 0; row < graph.nodeCount(); row++) {
            boolean candidate = Arrays.binarySearch(shadows.candidates(), graph.key(row)) >= 0;
            var expected =
                    !candidate ? graph.split().role(row) : shadows.isMember(3, graph.key(row)) ? Role.TRAIN : Role.NONE;
            assertThat(taught.split().role(row)).isEqualTo(expected);
        }
        assertThat(taught.adjacency()).isSameAs(graph.adjacency());
        assertThat(shadows(graph, false, 5).members(3)).isEmpty();
    }

    @Test
    void neverTrainsAShadowWithTheSeedOfTheTarget() {
        var graph = Trained.graph(100, 3, 1);
        var seeds = new HashSet<Long>();
        var shadows = shadows(graph, true, 5);
        for (int k = 0; k < 64; k++) {
            seeds.add(shadows.seed(k));
        }
        assertThat(seeds).hasSize(64).doesNotContain(5L);
        long collides = KeyHash.mix(KeyHash.mix(5, 0x5345), 0);
        var unlucky = new ShadowModels(graph, new long[0], new long[0], true, Trained.overfitting(collides), 5);
        assertThat(shadows.seed(0)).isEqualTo(collides);
        assertThat(unlucky.seed(0)).isNotEqualTo(collides);
    }

    @Test
    void seesMoreThanOneThresholdForAllNodes() {
        double threshold = 0;
        double online = 0;
        double offline = 0;
        for (long seed = 1; seed <= 5; seed++) {
            var trained = Trained.withoutNodes(60, seed);
            var c = trained.attacked(trained.noop(), View.PROBE);
            var cache = new ShadowCache(0);
            threshold +=
                    new ThresholdAttack().run(c, Trained.COMPUTE).all().noop().auc() / 5;
            online += LikelihoodRatio.online(16)
                            .run(c, trained.training(), cache, Trained.COMPUTE)
                            .comparison()
                            .noop()
                            .auc()
                    / 5;
            offline += new LikelihoodRatio(16, true, null)
                            .run(c, trained.training(), cache, Trained.COMPUTE)
                            .comparison()
                            .noop()
                            .auc()
                    / 5;
        }
        assertThat(online).isGreaterThan(threshold + 0.02);
        assertThat(offline).isGreaterThan(threshold);
    }

    @Test
    void reportsTheNodesAndTheirTopTenth() {
        var trained = Trained.withoutNodes(25, 1);
        var c = trained.attacked(trained.between(0.5), View.PROBE);
        var cache = new ShadowCache(1L << 30);
        var found = LikelihoodRatio.online(16).run(c, trained.training(), cache, Trained.COMPUTE);
        var scores = found.nodes().stream()
                .mapToDouble(LikelihoodRatio.Node::llr)
                .sorted()
                .toArray();
        assertThat(found.nodes())
                .hasSize(25)
                .extracting(LikelihoodRatio.Node::key)
                .isSorted();
        assertThat(found.topDecile()).isCloseTo((scores[22] + scores[23] + scores[24]) / 3, within(1e-12));
        assertThat(cache.size()).isEqualTo(16);
        var again = LikelihoodRatio.online(16).run(c, trained.training(), cache, Trained.COMPUTE);
        assertThat(again).isEqualTo(found);
        assertThat(cache.size()).isEqualTo(16);
    }

    /** When shadows forget exactly, both distributions are of one law, and no ratio can tell members from strangers. */
    @Test
    void findsNothingLeftByExactUnlearning() {
        double exact = 0;
        double nothing = 0;
        for (long seed = 1; seed <= 3; seed++) {
            var trained = Trained.withoutNodes(60, seed);
            var c = trained.attacked(trained.reference(), View.PROBE);
            var forgotten = new LikelihoodRatio(16, false, EXACT)
                    .run(c, trained.training(), new ShadowCache(0), Trained.COMPUTE)
                    .comparison();
            var alone = new LikelihoodRatio(16, false, NOTHING)
                    .run(c, trained.training(), new ShadowCache(0), Trained.COMPUTE)
                    .comparison();
            exact += forgotten.post().auc() / 3;
            nothing += alone.noop().auc() / 3;
        }
        assertThat(exact).isBetween(0.4, 0.6);
        assertThat(nothing).isGreaterThan(exact + 0.05);
    }

    @Test
    void trainsNothingForNodesThatWereNeverTrainedOn() {
        var graph = Trained.graph(300, 3, 1);
        var forget = ForgetSet.ofNodes(graph.key(graph.split().rows(Role.TEST)[0]));
        var trained = Trained.without(graph, forget, 1);
        var cache = new ShadowCache(1L << 30);
        var c = trained.attacked(trained.noop(), View.PROBE);
        assertThatThrownBy(() -> LikelihoodRatio.online(16).run(c, trained.training(), cache, Trained.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No forgotten node was trained on");
        assertThat(cache.size()).isZero();
    }

    @Test
    void refusesTooFewShadowsAndOptionsThatExclude() {
        assertThatThrownBy(() -> LikelihoodRatio.online(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`shadows` must be an even number between 16 and 1024, not 8.");
        assertThatThrownBy(() -> LikelihoodRatio.online(17)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LikelihoodRatio(16, true, NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose one");
    }

    @Test
    void keepsShadowsWithinItsBytesAndDropsTheOldest() {
        var graph = Trained.graph(100, 3, 1);
        var config = Trained.overfitting(1).withEpochs(2);
        var one = Trainer.fit(graph, config, Trained.COMPUTE);
        var measured = new ShadowCache(1L << 30);
        measured.get(graph, config, () -> one);
        var cache = new ShadowCache(2 * measured.bytes());
        for (long seed : new long[] {1, 2, 1, 3}) {
            cache.get(graph, config.withSeed(seed), () -> one);
        }
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.bytes()).isEqualTo(2 * measured.bytes());
        assertThat(cache.get(graph, config, () -> one.copy()))
                .as("seed 1 was used last")
                .isSameAs(one);
        var fresh = one.copy();
        assertThat(cache.get(graph, config.withSeed(2), () -> fresh))
                .as("seed 2 went")
                .isSameAs(fresh);
        assertThat(cache.get(Trained.graph(100, 3, 2), config, () -> fresh))
                .as("another graph")
                .isSameAs(fresh);
        assertThatThrownBy(() -> new ShadowCache(-1)).hasMessageContaining("give 0 to keep nothing");
    }
}
