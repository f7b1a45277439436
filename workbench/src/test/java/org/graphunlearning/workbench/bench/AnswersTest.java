package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final float[] LOGITS = {1, 0, 0, 3, 2, 2.5f, 4, 1};

    /** Two training nodes of two classes, two test nodes. */
    private final Graph graph = Graph.of(
            new long[] {10, 20, 30, 40},
            Adjacency.of(4, new int[0], new int[0], 0, false),
            new DenseFeatures(1, new float[4]),
            Labels.of(new Object[] {"a", "b", "a", "b"}),
            new Split(new byte[] {role(Role.TRAIN), role(Role.TRAIN), role(Role.TEST), role(Role.TEST)}));

    private static byte role(Role role) {
        return (byte) role.ordinal();
    }

    private Answers answers(float... logits) {
        return new Answers(graph, List.of("a", "b"), logits);
    }

    @Test
    void agreesOnTestNodesOnly() {
        assertThat(answers(LOGITS).agreement(answers(0, 1, 3, 0, 2, 2.5f, 1, 4)))
                .isEqualTo(0.5);
        assertThat(answers(LOGITS).agreement(answers(0, 9, 9, 0, 2, 2.5f, 4, 1)))
                .isEqualTo(1);
    }

    @Test
    void measuresTheDistanceOfTestNodesOnly() {
        assertThat(answers(LOGITS).distance(answers(9, 9, 9, 9, 5, 6.5f, 4, 2))).isEqualTo((5 + 1) / 2.0);
    }

    @Test
    void takesLogOddsFromLogits() {
        double p = Math.exp(3) / (Math.exp(0) + Math.exp(3));
        assertThat(answers(LOGITS).logOdds(1)).isCloseTo(Math.log(p / (1 - p)), within(1e-12));
        assertThat(answers(0, 0, 0, 0, 200, -200, 0, 0).logOdds(2)).isEqualTo(400);
    }

    @Test
    void takesTheLossOfTrainingNodes() {
        double first = -Math.log(Math.E / (Math.E + 1));
        double second = -Math.log(Math.exp(3) / (Math.exp(3) + 1));
        assertThat(answers(LOGITS).trainingLoss()).isCloseTo((first + second) / 2, within(1e-12));
    }

    @Test
    void takesTheLossThatTheProductTakes() {
        var citations = SmallGraphs.citations(2);
        try (var compute = Compute.withThreads(1)) {
            var config = TrainingConfig.defaults(Architecture.GCN).withEpochs(5);
            var model = Trainer.fit(citations, config, compute);
            assertThat(Answers.of(model, citations, compute).trainingLoss())
                    .isCloseTo(Scores.trainingLoss(model, citations, compute), within(1e-5));
        }
    }

    @Test
    void speaksOfTheNodesThatRemain() {
        var remaining = graph.without(ForgetSet.ofNodes(20));
        var about = answers(LOGITS).about(remaining);
        assertThat(about.graph()).isSameAs(remaining);
        assertThat(about.logits()).containsExactly(1, 0, 2, 2.5f, 4, 1);
    }

    @Test
    void scoresTestNodes() {
        assertThat(answers(LOGITS).microF1()).isZero();
        assertThat(answers(0, 0, 0, 0, 1, 0, 0, 1).microF1()).isEqualTo(1);
        assertThat(answers(0, 0, 0, 0, 1, 0, 1, 0).macroF1()).isCloseTo(1 / 3.0, within(1e-12));
    }
}
