package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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
