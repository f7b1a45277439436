package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the loss on the remaining training rows as it is checked before anything is published. */
class RemainingLossTest {
    private static final Compute COMPUTE = Compute.withThreads(1);
    private static final Graph GRAPH = TestGraphs.of(
            CitationLike.generate(CitationLike.Settings.likeCora(6).withNodes(300)));
    private static final ForgetSet FORGET = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[0]));

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture).withEpochs(15);
    }

    private static void restore(RemainingLoss remaining, Gnn model, UnlearningRequest request) {
        remaining.restore(Objective.of(model, request.after(), request.training()), 1e-3);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void lostConfidenceComesBackWithoutAnyOtherPrediction(Architecture architecture) {
        var config = config(architecture);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        var request = UnlearningRequest.of(model, GRAPH, FORGET, config, true);
        float[] before = model.logits(request.after(), COMPUTE).clone();
        double limit = Scores.trainingLoss(model, request.after(), COMPUTE);
        var remaining = new RemainingLoss(request, model, COMPUTE);
        model.layers().get(model.layers().size() - 1).scaleOutputs(0.9f);
        assertThat(remaining.holds()).isFalse();

        restore(remaining, model, request);

        assertThat(remaining.holds()).isTrue();
        assertThat(remaining.sharpened()).isEqualTo(1 / 0.9, offset(2e-3));
        assertThat(Scores.trainingLoss(model, request.after(), COMPUTE)).isLessThanOrEqualTo(limit);
        float[] after = model.logits(request.after(), COMPUTE);
        int width = model.classes().size();
        for (int start = 0; start < before.length; start += width) {
            assertThat(Scores.argMax(after, start, width)).isEqualTo(Scores.argMax(before, start, width));
        }
    }

    @Test
    void aHarmfulStepIsTurnedBackAlongTheNaturalGradientAndNotUndone() {
        var config = config(Architecture.GCN).withEpochs(60);
        int kept = 0;
        for (long seed = 0; seed < 8; seed++) {
            var model = Trainer.fit(GRAPH, config.withSeed(seed), COMPUTE);
            var request = UnlearningRequest.of(model, GRAPH, FORGET, config, true);
            var untouched = ParameterVector.of(model);
            var remaining = new RemainingLoss(request, model, COMPUTE);
            var random = new Random(seed);
            var moved = untouched.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += 0.3 * random.nextGaussian();
            }
            ParameterVector.assign(model, moved);
            assertThat(remaining.holds()).isFalse();

            restore(remaining, model, request);

            // More than sharpening can mend, so it must have been mended otherwise.
            assertThat(remaining.sharpened()).isEqualTo(1);
            var left = ParameterVector.of(model);
            for (int i = 0; i < left.length; i++) {
                left[i] -= untouched[i];
            }
            kept += remaining.holds() && ParameterVector.norm(left) > 0.5 ? 1 : 0;
        }
        assertThat(kept).isPositive();
    }

    @Test
    void whatIsNoWorseStaysAsItIs() {
        var config = config(Architecture.GCN);
        var model = Trainer.fit(GRAPH, config, COMPUTE);
        var request = UnlearningRequest.of(model, GRAPH, FORGET, config, true);
        var hash = model.sha256();
        var remaining = new RemainingLoss(request, model, COMPUTE);

        restore(remaining, model, request);

        assertThat(model.sha256()).isEqualTo(hash);
        assertThat(remaining.sharpened()).isEqualTo(1);
    }
}
