package org.graphunlearning.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.BlackBox;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.verdict.Cases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Oracle: log odds and pairs counted by hand. */
class PairedDifferenceTest {
    private final Graph graph = Cases.planted(1);
    private final long[] members =
            Arrays.stream(graph.trainingRows()).limit(24).mapToLong(graph::key).toArray();
    private final ForgetSet forget = ForgetSet.ofNodes(members);
    private final Gnn model = Cases.train(graph, Cases.training(Architecture.GCN));
    private final Gnn reference = Cases.train(graph.without(forget), Cases.training(Architecture.GCN));

    private MembershipCase subject(@Nullable Gnn yardstick) {
        var models = new MembershipCase.Models(
                BlackBox.of(model), BlackBox.of(model), yardstick == null ? null : BlackBox.of(yardstick));
        return new MembershipCase(graph, graph.without(forget), forget, models, View.PROBE, 1);
    }

    private double[] differences(int[] rows) {
        try (var compute = Compute.withThreads(1)) {
            var one = model.probabilities(graph, rows, compute);
            var other = reference.probabilities(graph, rows, compute);
            var out = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                var label = graph.labels().vocabulary().get(graph.labels().ofRow()[rows[i]]);
                double p = one[i * 3 + model.classes().indexOf(label)];
                double q = other[i * 3 + reference.classes().indexOf(label)];
                out[i] = Math.log(p / (1 - p)) - Math.log(q / (1 - q));
            }
            return out;
        }
    }

    @Test
    void isTheShareOfPairsInWhichTheMemberStandsOutMore() {
        var positives = differences(Arrays.stream(members).mapToInt(graph::row).toArray());
        var negatives = differences(graph.split().rows(Role.TEST));
        double pairs = 0;
        for (double high : positives) {
            for (double low : negatives) {
                pairs += high > low ? 1 : 0;
            }
        }

        try (var compute = Compute.withThreads(1)) {
            var found = PairedDifference.of(subject(reference), compute);

            assertThat(found.n1()).isEqualTo(24);
            assertThat(found.n0()).isEqualTo(negatives.length);
            assertThat(found.auc()).isCloseTo(pairs / (positives.length * negatives.length), within(1e-3));
            assertThat(found.auc()).isGreaterThan(0.6);
        }
    }

    @Test
    void wantsAReference() {
        try (var compute = Compute.withThreads(1)) {
            assertThatThrownBy(() -> PairedDifference.of(subject(null), compute))
                    .hasMessageContaining("retrain one and pass it");
        }
    }
}
