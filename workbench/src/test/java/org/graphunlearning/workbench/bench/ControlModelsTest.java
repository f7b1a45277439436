package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Impact;
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.Reference;
import org.graphunlearning.verify.verdict.Verification;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the readings that calibration takes of its own controls. */
class ControlModelsTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-9);

    private static TrainingConfig training(String learner) {
        return Learner.named(learner).config().withEpochs(30).withCheckpoints(0);
    }

    private static VerificationCase subject(VerifyKind kind, TrainingConfig training, Compute compute) {
        var graph = SmallGraphs.keyed(6);
        var forget = kind.batches(graph, 1, 0.03, 4).get(0);
        var after = graph.without(forget);
        var pre = Learned.on(graph, training, compute).model();
        var deletion = new VerificationCase.Deletion(graph, after, forget, training);
        return VerificationCase.of(deletion, pre, pre, 11)
                .against(Reference.paired(after, training, compute).model());
    }

    private static Gnn reference(VerificationCase subject) {
        var reference = subject.reference();
        assertThat(reference).isNotNull();
        return reference == null ? subject.pre() : reference;
    }

    @ParameterizedTest
    @EnumSource(VerifyKind.class)
    void moveAsTheControlsOfACalibrationDo(VerifyKind kind) {
        try (var compute = Compute.withThreads(1)) {
            var subject = subject(kind, training("GCN"), compute);
            var readings = Verification.readControls(subject, reference(subject), VerifyTrial.OPTIONS, compute);
            var models = ControlModels.of(subject, reference(subject), compute);
            assertThat(models).containsOnlyKeys(Control.values());
            assertThat(readings).hasSameSizeAs(Control.values()).allSatisfy(reading -> {
                var result = Verification.verify(
                        subject.judging(models.get(reading.control())), VerifyTrial.OPTIONS, compute);
                var movement = result.movements().all();
                assertThat(movement.progress()).isCloseTo(reading.movement().progress(), CLOSE);
                assertThat(movement.collateral()).isCloseTo(reading.movement().collateral(), CLOSE);
                assertThat(movement.residual()).isCloseTo(reading.movement().residual(), CLOSE);
            });
        }
    }

    @Test
    void haveNoEpochsMoreForASolvedHead() {
        try (var compute = Compute.withThreads(1)) {
            var subject = subject(VerifyKind.NODE, Learner.named("SGC/ridge").config(), compute);
            assertThat(ControlModels.of(subject, reference(subject), compute))
                    .containsOnlyKeys(
                            Control.NO_OP, Control.QUARTER, Control.HALF, Control.THREE_QUARTERS, Control.REFERENCE);
        }
    }

    @Test
    void climbNothingWhereNobodyWhoTrainsIsReached() {
        try (var compute = Compute.withThreads(1)) {
            var whole = SmallGraphs.keyed(6);
            var graph = whole.without(ForgetSet.ofLabels(Arrays.stream(whole.trainingRows())
                    .skip(60)
                    .mapToLong(whole::key)
                    .toArray()));
            var training = training("SGC");
            var pre = Learned.on(graph, training, compute).model();
            var forget = Arrays.stream(graph.keys())
                    .mapToObj(ForgetSet::ofNodes)
                    .filter(one -> !Impact.of(graph, one, training).reachesTraining())
                    .findFirst()
                    .orElseThrow();
            var deletion = new VerificationCase.Deletion(graph, graph.without(forget), forget, training);
            var models = ControlModels.of(VerificationCase.of(deletion, pre, pre, 1), pre, compute);
            assertThat(models).doesNotContainKey(Control.ASCENT).containsKey(Control.FINE_TUNE);
        }
    }
}
