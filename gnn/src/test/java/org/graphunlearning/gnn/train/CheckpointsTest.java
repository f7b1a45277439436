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

    @ParameterizedTest
    @EnumSource(LearningRateSchedule.class)
    void runningOnFromACheckpointEndsAtTheBitsOfTheTraining(LearningRateSchedule schedule) {
        var config = CONFIG.withSchedule(schedule);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        for (var checkpoint : model.sidecar().checkpoints()) {
            var rerun = Trainer.fitFrom(model.copy(), GRAPH, config, checkpoint, COMPUTE);

            assertThat(rerun.epochs()).isEqualTo(20 - checkpoint.epoch());
            assertThat(ModelCodec.encode(rerun.model())).isEqualTo(ModelCodec.encode(model));
        }
    }

    @Test
    void runsOnAfterATripThroughItsBytes() {
        var model = Trainer.fit(GRAPH, CONFIG, COMPUTE);
        var back = ModelCodec.decode(ModelCodec.encode(model));
        var rerun = Trainer.fitFrom(
                back, GRAPH, CONFIG, back.sidecar().checkpoints().get(1), COMPUTE);

        assertThat(ModelCodec.encode(rerun.model())).isEqualTo(ModelCodec.encode(model));
    }

    @Test
    void refusesMomentsOfAnotherShape() {
        var one = List.of(new float[2]);

        assertThatThrownBy(() -> new Checkpoint(1, one, List.of(new float[3]), one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A checkpoint needs two moments for each value of each parameter.");
    }

    @Test
    void refusesAnEpochThatIsNone() {
        var config = CONFIG.withEpochs(10);
        var start = Trainer.fit(GRAPH, CONFIG, COMPUTE).sidecar().checkpoints().get(1);
        var model = Gnn.initial(CONFIG.model(), 8, GRAPH.classes(), CONFIG.seed());

        assertThatThrownBy(() -> Trainer.fitFrom(model, GRAPH, config, start, COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A training of 10 epochs has none with the number 10.");
    }
}
