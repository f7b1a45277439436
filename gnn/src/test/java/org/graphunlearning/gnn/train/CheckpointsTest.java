package org.graphunlearning.gnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.gnn.sidecar.Checkpoint;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.tensor.Adam;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: a training of as many epochs as the checkpoint has. */
class CheckpointsTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Graph GRAPH = TestGraphs.random(60, 120, false, 4);
    private static final TrainingConfig CONFIG =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(20).withCheckpoints(3);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    private static List<Integer> epochs(Gnn model) {
        return model.sidecar().checkpoints().stream().map(Checkpoint::epoch).toList();
    }

    private static Gnn at(Gnn model, Checkpoint checkpoint) {
        var out = model.copy();
        for (int p = 0; p < out.parameters().size(); p++) {
            out.parameters().get(p).assign(checkpoint.parameters().get(p));
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void eachHoldsTheParametersOfAShorterTraining(Architecture architecture) {
        var config = TrainingConfig.defaults(architecture).withEpochs(9).withCheckpoints(2);
        var model = Trainer.fit(GRAPH, config, COMPUTE);

        assertThat(epochs(model)).containsExactly(3, 6);
        for (var checkpoint : model.sidecar().checkpoints()) {
            var shorter =
                    Trainer.fit(GRAPH, config.withEpochs(checkpoint.epoch()).withCheckpoints(0), COMPUTE);
            assertThat(at(model, checkpoint).sha256()).isEqualTo(shorter.sha256());
        }
    }

    @Test
    void theyChangeNoBitOfTheModel() {
        var plain = Trainer.fit(GRAPH, CONFIG.withCheckpoints(0), COMPUTE);

        assertThat(plain.sidecar()).isSameAs(Sidecar.empty());
        assertThat(Trainer.fit(GRAPH, CONFIG, COMPUTE).sha256()).isEqualTo(plain.sha256());
        assertThat(Trainer.train(GRAPH, CONFIG, COMPUTE).model().sha256()).isEqualTo(plain.sha256());
    }

    @Test
    void theyAreSpacedEvenlyAndNeverMoreThanEpochs() {
        assertThat(CONFIG.withEpochs(200).checkpointEpochs()).containsExactly(50, 100, 150);
        assertThat(CONFIG.withEpochs(3).withCheckpoints(20).checkpointEpochs()).containsExactly(1, 2);
        assertThat(CONFIG.withEpochs(1).checkpointEpochs()).isEmpty();
    }

    @Test
    void travelWithTheModel() {
        var model = Trainer.train(GRAPH, CONFIG, COMPUTE).model();
        var back = ModelCodec.decode(ModelCodec.encode(model));

        assertThat(epochs(back)).containsExactly(5, 10, 15);
        assertThat(back.sidecar().checkpoints().get(1).parameters().get(0))
                .isEqualTo(model.sidecar().checkpoints().get(1).parameters().get(0));
    }

    @Test
    void stoppingEarlyKeepsThoseBeforeTheBestEpoch() {
        var config = CONFIG.withEpochs(400).withCheckpoints(20).withPatience(10).withLearningRate(0.01);
        var graph = TestGraphs.of(CitationLike.generate(CitationLike.Settings.likeCora(4)));
        var result = Trainer.train(graph, config, COMPUTE);
        int best = result.epochs() - 11; // epochs done when it was lowest: patience and one more follow

        assertThat(result.epochs()).isLessThan(400);
        assertThat(epochs(result.model())).isNotEmpty().allMatch(epoch -> epoch <= best);
        assertThat(epochs(result.model())).hasSize((int) Arrays.stream(config.checkpointEpochs())
                .filter(epoch -> epoch <= best)
                .count());
    }

    @Test
    void trainingFurtherKeepsNone() {
        var model = Gnn.initial(CONFIG.model(), 8, GRAPH.classes(), CONFIG.seed());
        Trainer.fitFurther(model, GRAPH, CONFIG, COMPUTE);

        assertThat(model.sidecar().checkpoints()).isEmpty();
    }

    @Test
    void theFirstEpochsRunAgainAreTheWholeTraining() {
        for (var schedule : LearningRateSchedule.values()) {
            var config = CONFIG.withSchedule(schedule);
            var initial = Gnn.initial(config.model(), 8, GRAPH.classes(), config.seed());
            var rerun = Trainer.fitFrom(initial, GRAPH, config, 0, COMPUTE);

            assertThat(rerun.epochs()).isEqualTo(20);
            assertThat(ModelCodec.encode(rerun.model()))
                    .isEqualTo(ModelCodec.encode(Trainer.fit(GRAPH, config, COMPUTE)));
        }
    }

    /** With a fresh optimiser the bits differ, but draws and rates are those of the epochs: one step more decides it. */
    @Test
    void laterEpochsHaveTheirOwnDrawsAndRates() {
        var config = CONFIG.withSchedule(LearningRateSchedule.COSINE);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        var checkpoint = model.sidecar().checkpoints().get(2);
        var from = Trainer.fitFrom(at(model, checkpoint), GRAPH, config, 15, COMPUTE);
        var by = at(model, checkpoint);
        var loss = new TrainingLoss(by, GRAPH, config);
        var adam = new Adam(by.parameters(), config.weightDecay());
        for (int epoch = 15; epoch < 20; epoch++) {
            loss.gradient(COMPUTE, epoch);
            adam.step(loss.learningRate(epoch));
        }

        assertThat(from.epochs()).isEqualTo(5);
        assertThat(from.model().sha256()).isEqualTo(by.sha256());
        assertThat(epochs(from.model())).containsExactly(5, 10, 15);
    }

    @Test
    void refusesAnEpochThatIsNone() {
        var model = Trainer.fit(GRAPH, CONFIG, COMPUTE);

        assertThatThrownBy(() -> Trainer.fitFrom(model, GRAPH, CONFIG, 20, COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A training of 20 epochs has none with the number 20.");
    }
}
