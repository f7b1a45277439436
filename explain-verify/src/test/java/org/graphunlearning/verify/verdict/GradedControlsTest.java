package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;

/** Oracles: parameters entry by entry, and losses before and after. */
class GradedControlsTest {
    private static final Graph GRAPH = Cases.planted(4);
    private static final TrainingConfig TRAINING = Cases.training(Architecture.GCN);
    private static final int ROW = GRAPH.trainingRows()[6];
    private static final VerificationCase SUBJECT = Cases.untouched(GRAPH, ForgetSet.ofNodes(GRAPH.key(ROW)), TRAINING);

    @Test
    void liesOnTheStraightWay() {
        var reference = Cases.train(SUBJECT.after(), TRAINING);
        var from = ParameterVector.of(SUBJECT.pre());
        var to = ParameterVector.of(reference);

        var quarter = ParameterVector.of(GradedControls.between(SUBJECT.pre(), reference, 0.25));

        for (int i = 0; i < from.length; i++) {
            assertThat(quarter[i]).isCloseTo(0.75 * from[i] + 0.25 * to[i], within(1e-6));
        }
        assertThat(GradedControls.between(SUBJECT.pre(), reference, 1).sha256()).isEqualTo(reference.sha256());
        assertThat(ParameterVector.of(SUBJECT.pre())).isEqualTo(from);
    }

    @Test
    void ascentUnlearnsTheLabelsOfWhatWasDeletedAndLeavesTheModelAlone() {
        try (var compute = Compute.withThreads(1)) {
            var untouched = SUBJECT.pre().sha256();
            int[] rows = GradedControls.forgottenRows(SUBJECT);

            var ascended = GradedControls.ascended(SUBJECT, rows, compute);

            assertThat(rows).containsExactly(ROW);
            assertThat(ownProbability(ascended, compute)).isLessThan(ownProbability(SUBJECT.pre(), compute));
            assertThat(SUBJECT.pre().sha256()).isEqualTo(untouched);
        }
    }

    private static double ownProbability(Gnn model, Compute compute) {
        int[] rows = {ROW};
        return model.probabilities(GRAPH, rows, compute)[Scores.targets(model, GRAPH, rows)[0]];
    }

    @Test
    void fineTuningLearnsTheRemainingGraph() {
        try (var compute = Compute.withThreads(1)) {
            var tuned = GradedControls.fineTuned(SUBJECT, compute);

            assertThat(Scores.trainingLoss(tuned, SUBJECT.after(), compute))
                    .isLessThan(Scores.trainingLoss(SUBJECT.pre(), SUBJECT.after(), compute));
        }
    }

    @Test
    void aDeletionOfAnEdgeTurnsAgainstTheRowsItChanges() {
        int other = GRAPH.adjacency().idx()[GRAPH.adjacency().ptr()[ROW]];
        var subject = Cases.untouched(GRAPH, ForgetSet.ofEdge(GRAPH.key(ROW), GRAPH.key(other)), TRAINING);

        assertThat(GradedControls.forgottenRows(subject)).contains(ROW).hasSizeGreaterThan(1);
    }

    @Test
    void aSolvedHeadHasNoStepsToTake() {
        var training = TrainingConfig.defaults(Architecture.SGC, HeadConfig.Kind.RIDGE);
        var subject = Cases.untouched(GRAPH, ForgetSet.ofNodes(GRAPH.key(ROW)), training);
        try (var compute = Compute.withThreads(1)) {
            var reference = Cases.train(subject.after(), training);

            assertThat(GradedControls.of(subject, reference, compute).keySet())
                    .containsExactly(
                            Control.NO_OP, Control.QUARTER, Control.HALF, Control.THREE_QUARTERS, Control.REFERENCE);
        }
    }

    @Test
    void refusesAWayBetweenModelsOfDifferentShape() {
        var wider = Cases.train(GRAPH, TRAINING.withModel(TRAINING.model().withHiddenChannels(9)));

        assertThatThrownBy(() -> GradedControls.between(SUBJECT.pre(), wider, 0.5))
                .hasMessageContaining("both must have the same shape");
    }
}
