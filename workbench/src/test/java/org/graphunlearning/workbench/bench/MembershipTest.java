package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private final Graph graph = SmallGraphs.keyed(4);

    private ForgetSet training(int count) {
        return ForgetSet.ofNodes(Arrays.stream(graph.trainingRows())
                .limit(count)
                .mapToLong(graph::key)
                .toArray());
    }

    @Test
    void attacksTrainingNodesThatLostSomething() {
        int[] train = graph.trainingRows();
        int tested = graph.split().rows(Role.TEST)[0];
        var forget = new ForgetSet(
                new long[] {graph.key(train[0]), graph.key(tested)},
                List.of(new ForgetSet.Edge(graph.key(train[1]), graph.key(tested))),
                List.of(new ForgetSet.Cells(graph.key(train[2]), new int[0])),
                new long[0]);
        assertThat(Membership.of(graph, forget).members()).containsExactly(train[0], train[1], train[2]);
    }

    @Test
    void saysNothingOfFew() {
        try (var compute = Compute.withThreads(1)) {
            var model =
                    Trainer.fit(graph, TrainingConfig.defaults(Architecture.GCN).withEpochs(1), compute);
            assertThat(Membership.of(graph, training(19)).auc(model, compute)).isNull();
            assertThat(Membership.of(graph, training(20)).auc(model, compute)).isNotNull();
        }
    }

    /** Every pair of a member and a stranger, by probabilities. */
    @Test
    void countsPairsInWhichTheMemberIsMoreCertain() {
        try (var compute = Compute.withThreads(1)) {
            var config = TrainingConfig.defaults(Architecture.GCN).withEpochs(30);
            var model = Trainer.fit(graph, config, compute);
            var membership = Membership.of(graph, training(40));
            var p = model.probabilities(graph, compute);
            double wins = 0;
            for (int member : membership.members()) {
                for (int stranger : membership.strangers()) {
                    float a = p[member * 7 + graph.targets()[member]];
                    float b = p[stranger * 7 + graph.targets()[stranger]];
                    wins += a > b ? 1 : a == b ? 0.5 : 0;
                }
            }
            int pairs = membership.members().length * membership.strangers().length;
            assertThat(membership.auc(model, compute)).isCloseTo(wins / pairs, Offset.offset(1e-3));
        }
    }
}
