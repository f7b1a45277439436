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
import org.graphunlearning.gnn.sidecar.Checkpoint;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Oracles: the remaining epochs run by the trainer, and training from scratch. */
class RewindTest {
    private static final Graph GRAPH = randomSplit();
    private static final TrainingConfig CONFIG =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(120).withCheckpoints(3);
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Gnn MODEL = Trainer.fit(GRAPH, CONFIG, COMPUTE);
    private static final ForgetSet FORGET = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[3]));

    private static Graph randomSplit() {
        var data = CitationLike.generate(CitationLike.Settings.likeCora(4).withNodes(500));
        return TestGraphs.of(data, data.splitRandom());
    }

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static UnlearningResult rewind(double percent) {
        return new Rewind(percent).unlearn(UnlearningRequest.of(MODEL, GRAPH, FORGET, CONFIG, true), COMPUTE);
    }

    @Test
    void runsTheEpochsAfterTheLatestCheckpointOnTheRemainingGraph() {
        var result = rewind(30); // 70 % of 120 epochs are 84, and the checkpoints lie at 30, 60 and 90

        var checkpoint = MODEL.sidecar().checkpoints().get(1);
        var expected = Trainer.fitFrom(MODEL.copy(), GRAPH.without(FORGET), CONFIG, checkpoint, COMPUTE);
        assertThat(result.model().sha256()).isEqualTo(expected.model().sha256());
        assertThat(result.guarantee()).isEqualTo(Guarantee.APPROXIMATE);
        assertThat(result.effect().bounds())
                .containsEntry("rewoundToEpoch", 60.0)
                .containsEntry("epochsRun", 60.0)
                .hasSize(2);
        assertThat(result.warnings().get(0))
                .startsWith(
                        "The checkpoint after epoch 60 of 120, which stays with the model, was trained on what is forgotten");
    }

    /** A rerun that is a little less sure of the remaining data is made as sure as before, and predicts the same. */
    @Test
    void lostConfidenceIsMadeUpForAndNotThrownAway() {
        int sharpened = 0;
        for (int row : Arrays.copyOf(GRAPH.trainingRows(), 40)) {
            var forget = ForgetSet.ofNodes(GRAPH.key(row));
            var after = GRAPH.without(forget);
            var checkpoint = MODEL.sidecar().checkpoints().get(2);
            var plain = Trainer.fitFrom(MODEL.copy(), after, CONFIG, checkpoint, COMPUTE)
                    .model();
            var result = Rewind.usual().unlearn(UnlearningRequest.of(MODEL, GRAPH, forget, CONFIG, true), COMPUTE);

            assertThat(result.strategy()).isEqualTo("rewind");
            assertThat(result.effect().lossAfter())
                    .isLessThanOrEqualTo(result.effect().lossBefore());
            if (!Arrays.equals(result.model().sha256(), plain.sha256())) {
                sharpened++;
                assertThat(result.warnings()).anyMatch(text -> text.contains("all logits were multiplied by 1.0"));
                assertSamePredictions(result.model().logits(after, COMPUTE), plain.logits(after, COMPUTE));
            }
        }
        assertThat(sharpened).isPositive();
    }

    private static void assertSamePredictions(float[] logits, float[] expected) {
        int width = MODEL.classes().size();
        for (int start = 0; start < logits.length; start += width) {
            assertThat(largest(logits, start, width)).isEqualTo(largest(expected, start, width));
        }
    }

    private static int largest(float[] values, int start, int width) {
        int best = 0;
        for (int c = 1; c < width; c++) {
            best = values[start + c] > values[start + best] ? c : best;
        }
        return best;
    }

    @Test
    void keepsCheckpointsUpToItsStartAndReplacesTheRest() {
        var before = MODEL.sidecar().checkpoints();
        var after = rewind(50).model().sidecar().checkpoints();

        assertThat(after.stream().map(Checkpoint::epoch)).containsExactly(30, 60, 90);
        assertThat(after.get(1)).isSameAs(before.get(1));
        assertThat(after.get(2).parameters().get(0))
                .isNotEqualTo(before.get(2).parameters().get(0));
    }

    @Test
    void goingBackBeforeTheFirstCheckpointIsRetraining() {
        var result = rewind(90);

        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
        assertThat(result.strategy()).isEqualTo("retrain");
        assertThat(result.model().sha256())
                .isEqualTo(Trainer.fit(GRAPH.without(FORGET), CONFIG, COMPUTE).sha256());
        assertThat(result.warnings().get(0)).startsWith("No checkpoint lies at or before 10.0 % of the epochs");
    }

    @Test
    void retrainingRenewsCheckpoints() {
        var retrained = new Retrain().unlearn(UnlearningRequest.of(MODEL, GRAPH, FORGET, CONFIG, true), COMPUTE);

        var scratch = Trainer.fit(GRAPH.without(FORGET), CONFIG, COMPUTE);
        for (int i = 0; i < 3; i++) {
            assertThat(retrained
                            .model()
                            .sidecar()
                            .checkpoints()
                            .get(i)
                            .parameters()
                            .get(0))
                    .isEqualTo(
                            scratch.sidecar().checkpoints().get(i).parameters().get(0));
        }
    }

    @Test
    void aModelTrainedWithoutCheckpointsIsRefused() {
        var config = CONFIG.withCheckpoints(0);
        var request = UnlearningRequest.of(MODEL.with(Sidecar.empty()), GRAPH, FORGET, config, true);

        assertThatThrownBy(() -> Rewind.usual().unlearn(request, COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Strategy `rewind` goes back to a checkpoint, and this model keeps none;"
                        + " train with `checkpoints: 3`, or use `finetune` or `retrain`.");
    }

    @Test
    void aModelThatLostItsCheckpointsIsRefused() {
        var request = UnlearningRequest.of(MODEL.with(Sidecar.empty()), GRAPH, FORGET, CONFIG, true);

        assertThatThrownBy(() -> Rewind.usual().unlearn(request, COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Strategy `rewind` goes back to a checkpoint, and this model has none left, because a deletion by"
                                + " another strategy dropped them; use `finetune`, or `retrain`, which renews them.");
    }

    @Test
    void refusesAShareOutOfRange() {
        for (double percent : new double[] {0, -1, 100.5, Double.NaN}) {
            assertThatThrownBy(() -> new Rewind(percent))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("`percent` must lie in (0, 100], not " + percent + ".");
        }
    }
}
