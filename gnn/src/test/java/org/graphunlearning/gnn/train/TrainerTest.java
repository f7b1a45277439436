package org.graphunlearning.gnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.KarateClub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
    private static final Graph CITATIONS = TestGraphs.of(
            CitationLike.generate(CitationLike.Settings.likeCora(3).withNodes(800)));

    private static TrainingResult train(Graph graph, TrainingConfig config, int threads) {
        try (var compute = Compute.withThreads(threads)) {
            return Trainer.train(graph, config, compute);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyArchitectureLearnsWellAboveChance(Architecture architecture) {
        var result = train(CITATIONS, TrainingConfig.defaults(architecture), 2);

        double chance = 1.0 / CITATIONS.classes().size();
        assertThat(result.trainAccuracy()).isGreaterThan(0.9);
        assertThat(result.testAccuracy()).isGreaterThan(2.5 * chance);
        assertThat(result.metrics().getMetric("trainLoss")).hasSize(200);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void oneTwoAndThreeThreadsGiveTheSameBits(Architecture architecture) {
        var config = TrainingConfig.defaults(architecture).withEpochs(20);
        var one = train(CITATIONS, config, 1).model().sha256();

        assertThat(train(CITATIONS, config, 2).model().sha256()).isEqualTo(one);
        assertThat(train(CITATIONS, config, 3).model().sha256()).isEqualTo(one);
    }

    @Test
    void anotherSeedGivesAnotherModel() {
        var config = TrainingConfig.defaults(Architecture.GCN).withEpochs(3);

        assertThat(train(CITATIONS, config.withSeed(1), 1).model().sha256())
                .isNotEqualTo(train(CITATIONS, config.withSeed(2), 1).model().sha256());
    }

    @Test
    void karateWithOneLabelPerCommunityIsSolved() {
        var result = train(TestGraphs.of(KarateClub.communities()), TrainingConfig.defaults(Architecture.GCN), 1);

        assertThat(result.trainAccuracy()).isEqualTo(1.0);
        assertThat(result.testAccuracy()).isGreaterThan(0.7);
        assertThat(result.validationAccuracy()).isNaN();
    }

    @Test
    void earlyStoppingKeepsTheParametersOfTheLowestValidationLoss() {
        var config =
                TrainingConfig.defaults(Architecture.GCN).withLearningRate(0.05).withPatience(10);
        var stopped = train(CITATIONS, config, 2);
        assertThat(stopped.epochs()).isLessThan(200);

        var again = train(CITATIONS, config.withPatience(0).withEpochs(stopped.epochs() - 10), 2);

        // The kept epoch is the last one before ten without improvement, and draws depend on the epoch alone.
        assertThat(stopped.model().sha256()).isEqualTo(again.model().sha256());
    }

    @Test
    void schedulesFollowTheirCurves() {
        var cosine = LearningRateSchedule.COSINE.tracker(1, 100);
        var warmup = LearningRateSchedule.WARMUP.tracker(1, 100);

        assertThat(cosine.getNewValue(0)).isEqualTo(1f);
        assertThat(cosine.getNewValue(50)).isBetween(0.49f, 0.52f);
        assertThat(cosine.getNewValue(100)).isEqualTo(0.01f);
        assertThat(warmup.getNewValue(0)).isLessThan(0.2f);
        assertThat(warmup.getNewValue(60)).isEqualTo(1f);
    }

    @Test
    void balancedClassesChangeTheModelOnlyWhenClassesDifferInSize() {
        var skewed =
                CITATIONS.without(ForgetSet.ofLabels(CITATIONS.key(CITATIONS.trainingRows()[0])));
        var config = TrainingConfig.defaults(Architecture.SGC).withEpochs(5);

        assertThat(train(skewed, config.withBalancedClasses(true), 1).model().sha256())
                .isNotEqualTo(train(skewed, config, 1).model().sha256());
    }

    @Test
    void divergenceIsNamedAndNothingComesBack() {
        var values = new float[CITATIONS.nodeCount() * 2];
        Arrays.fill(values, 3e38f);
        var graph = Graph.of(
                CITATIONS.keys(),
                CITATIONS.adjacency(),
                new DenseFeatures(2, values),
                CITATIONS.labels(),
                CITATIONS.split());
        var config = TrainingConfig.defaults(Architecture.SGC);
        var raw = config.withModel(config.model().withNormalizeFeatures(false)).withLearningRate(1000);

        assertThatThrownBy(() -> train(graph, raw, 1))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching("The loss is no longer a finite number in epoch \\d+; lower `learningRate`.");
    }

    @Test
    void refusesAGraphThatTeachesNothing() {
        var config = TrainingConfig.defaults(Architecture.GCN);
        var empty = Graph.of(
                new long[0],
                Adjacency.of(0, new int[0], new int[0], 0, false),
                new DenseFeatures(1, new float[0]),
                Labels.of(new Object[0]),
                new Split(new byte[0]));
        assertThatThrownBy(() -> train(empty, config, 1)).hasMessage("The graph has no nodes.");

        var unlabelled = tiny(new Object[] {null, null});
        assertThatThrownBy(() -> train(unlabelled, config, 1))
                .hasMessage("No node is both labelled and in the training split.");

        var single = tiny(new Object[] {"x", "x"});
        assertThatThrownBy(() -> train(single, config, 1)).hasMessageContaining("needs at least two classes");

        var noValidation = tiny(new Object[] {"x", "y"});
        assertThatThrownBy(() -> train(noValidation, config.withPatience(3), 1))
                .hasMessageContaining("`patience` needs labelled validation nodes");
    }

    private static Graph tiny(Object[] labels) {
        return Graph.of(
                new long[] {1, 2},
                Adjacency.of(2, new int[] {0}, new int[] {1}, 1, false),
                new DenseFeatures(1, new float[2]),
                Labels.of(labels),
                new Split(new byte[] {1, 1}));
    }

    @Test
    void featuresOfZerosAndIsolatedNodesAreNoReasonForNaN() {
        for (var architecture : Architecture.values()) {
            var result = train(tiny(new Object[] {"x", "y"}), TrainingConfig.defaults(architecture), 1);
            assertThat(result.trainLoss()).isFinite();
            assertThat(result.model().isFinite()).isTrue();
        }
    }
}
