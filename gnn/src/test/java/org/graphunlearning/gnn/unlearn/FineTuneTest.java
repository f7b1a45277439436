package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FineTuneTest {
    private static final Graph GRAPH = TestGraphs.of(
            CitationLike.generate(CitationLike.Settings.likeCora(4).withNodes(500)));
    private static final TrainingConfig CONFIG =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(60);
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Gnn MODEL = Trainer.train(GRAPH, CONFIG, COMPUTE).model();
    private static final ForgetSet FORGET = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[3]));

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static UnlearningResult run(FineTune.Options options, ForgetSet forget) {
        return new FineTune(options).unlearn(UnlearningRequest.of(MODEL, GRAPH, forget, CONFIG, true), COMPUTE);
    }

    @Test
    void lowersTheLossOnTheRemainingDataAndLeavesTheOldModelAlone() {
        var hash = MODEL.sha256();

        var result = run(FineTune.Options.defaults(), FORGET);

        var after = GRAPH.without(FORGET);
        assertThat(Scores.trainingLoss(result.model(), after, COMPUTE))
                .isLessThan(Scores.trainingLoss(MODEL, after, COMPUTE));
        assertThat(result.guarantee()).isEqualTo(Guarantee.APPROXIMATE);
        assertThat(result.strategy()).isEqualTo("finetune");
        assertThat(MODEL.sha256()).isEqualTo(hash);
    }

    @Test
    void repeatsToTheBit() {
        assertThat(run(FineTune.Options.defaults(), FORGET).model().sha256())
                .isEqualTo(run(FineTune.Options.defaults(), FORGET).model().sha256());
    }

    /** Oracle: the trainer's own epochs, which fine-tuning has run since its first release. */
    @Test
    void plainAdamIsTrainingFurtherToTheBit() {
        var byHand = MODEL.copy();
        var training = CONFIG.withEpochs(50).withLearningRate(0.01).withSeed(KeyHash.mix(CONFIG.seed(), 1));
        Trainer.fitFurther(byHand, GRAPH.without(FORGET), training, COMPUTE);

        assertThat(run(FineTune.Options.defaults(), FORGET).model().sha256()).isEqualTo(byHand.sha256());
    }

    @ParameterizedTest
    @EnumSource(FineTune.Step.class)
    void onlySalientParametersMove(FineTune.Step step) {
        var result = run(new FineTune.Options(5, 0.01, step, 10, true), FORGET);

        var gradient = new double[ParameterVector.length(MODEL)];
        int[] forgotten = {GRAPH.trainingRows()[3]};
        Objective.ofRows(MODEL.copy(), GRAPH, CONFIG, forgotten).gradient(COMPUTE, gradient);
        double[] before = ParameterVector.of(MODEL);
        double[] after = ParameterVector.of(result.model());
        double smallestMoved = Double.POSITIVE_INFINITY;
        int moved = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != after[i]) {
                moved++;
                smallestMoved = Math.min(smallestMoved, Math.abs(gradient[i]));
            }
        }
        assertThat(result.strategy()).isEqualTo("finetune");
        assertThat(moved).isPositive().isLessThanOrEqualTo((int) Math.ceil(0.1 * before.length));
        assertThat(smallestMoved).isGreaterThanOrEqualTo(cut(gradient, 0.1));
    }

    private static double cut(double[] gradient, double share) {
        double[] sizes = Arrays.stream(gradient).map(Math::abs).sorted().toArray();
        return sizes[sizes.length - (int) Math.ceil(share * sizes.length)];
    }

    /** The second-order steps only ever lower the loss they follow. */
    @ParameterizedTest
    @EnumSource(
            value = FineTune.Step.class,
            names = {"NATURAL", "FISHER"})
    void aSecondOrderStepLowersTheObjective(FineTune.Step step) {
        var after = GRAPH.without(FORGET);
        double last = Objective.of(MODEL.copy(), after, CONFIG).value(COMPUTE);
        for (int epochs : new int[] {1, 3, 9}) {
            var model = run(new FineTune.Options(epochs, 0.01, step, 100, false), FORGET)
                    .model();
            double value = Objective.of(model.copy(), after, CONFIG).value(COMPUTE);
            assertThat(value).isLessThan(last);
            last = value;
        }
    }

    /** What is asked of the second optimiser: the forgotten node's label gets less likely than with descent alone. */
    @Test
    void twoOptimisersForgetMoreThanOne() {
        double less = 0;
        for (int i = 0; i < 8; i++) {
            int row = GRAPH.trainingRows()[i];
            var forget = ForgetSet.ofNodes(GRAPH.key(row));
            less += ownLabel(run(new FineTune.Options(20, 0.01, FineTune.Step.ADAM, 100, false), forget), row)
                    - ownLabel(run(new FineTune.Options(20, 0.01, FineTune.Step.ADAM, 100, true), forget), row);
        }
        assertThat(less).isPositive();
    }

    private static double ownLabel(UnlearningResult result, int row) {
        float[] all = result.model().probabilities(GRAPH, COMPUTE);
        return all[row * GRAPH.classes().size() + GRAPH.targets()[row]];
    }

    @Test
    void aResultWorseThanTheUntouchedModelIsReplacedByRetrainingAndSaysSo() {
        var result = run(FineTune.Options.of(3, 900), FORGET);

        assertThat(result.strategy()).isEqualTo("retrain");
        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
        assertThat(result.warnings()).first().asString().contains("the model was retrained");
    }

    @Test
    void aVanishedClassIsRetrained() {
        var lastOfClass = ForgetSet.ofNodes(Arrays.stream(GRAPH.trainingRows())
                .filter(row -> GRAPH.targets()[row] == 2)
                .mapToLong(GRAPH::key)
                .toArray());

        var result = run(FineTune.Options.defaults(), lastOfClass);

        assertThat(result.strategy()).isEqualTo("retrain");
        assertThat(result.model().classes()).hasSize(GRAPH.classes().size() - 1);
    }

    @Test
    void unlinkKeepsTheParametersAndAdmitsIt() {
        var result = new Unlink().unlearn(UnlearningRequest.of(MODEL, GRAPH, FORGET, CONFIG, true), COMPUTE);

        assertThat(result.model()).isSameAs(MODEL);
        assertThat(result.guarantee()).isEqualTo(Guarantee.OUTPUT_ONLY);
        assertThat(result.warnings()).hasSize(1);
        assertThat(result.affectedNodes()).isPositive();
    }

    @Test
    void strategiesAreFoundByName() {
        for (var name : Strategies.names()) {
            assertThat(Strategies.named(name).name()).isEqualTo(name);
        }
        assertThatThrownBy(() -> Strategies.named("magic"))
                .hasMessage(
                        "Strategy `magic` does not exist; there are " + String.join(", ", Strategies.names()) + ".");
    }
}
