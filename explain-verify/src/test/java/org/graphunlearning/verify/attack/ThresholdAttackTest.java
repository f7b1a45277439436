package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Role;
import org.junit.jupiter.api.Test;

class ThresholdAttackTest {
    @Test
    void ranksForgottenNodesAmongTestNodes() {
        var trained = Trained.withoutNodes(60, 1);
        var c = trained.attacked(trained.reference(), View.PROBE);
        var found = new ThresholdAttack(MemberScore.CONFIDENCE).run(c, Trained.COMPUTE);
        var graph = trained.graph();
        var p = trained.noop().probabilities(graph, Trained.COMPUTE);
        int width = graph.classes().size();
        var positives = Arrays.stream(trained.forget().nodes())
                .mapToInt(graph::row)
                .mapToDouble(row -> p[row * width + graph.targets()[row]])
                .toArray();
        var negatives = Arrays.stream(graph.split().rows(Role.TEST))
                .mapToDouble(row -> p[row * width + graph.targets()[row]])
                .toArray();
        assertThat(found.all().noop().auc())
                .isCloseTo(RankAuc.of(positives, negatives).value(), within(0.002));
        assertThat(found.all().noop().n0()).isEqualTo(negatives.length);
        assertThat(found.all().post()).isEqualTo(found.all().reference());
        assertThat(found.matched().noop().setting().matched()).isTrue();
        assertThat(found.balancedAccuracy()).isBetween(0.3, 0.7);
    }

    @Test
    void hasPowerOnAnOverfittedModelAndJudgesTheRetrainedOneAsForgotten() {
        var trained = Trained.withoutNodes(100, 2);
        var found = new ThresholdAttack()
                .run(trained.attacked(trained.reference(), View.PROBE), Trained.COMPUTE)
                .all();
        assertThat(found.hasPower()).isTrue();
        assertThat(found.postToReference().difference()).isZero();
        assertThat(found.noopToReference().pValue()).isLessThan(0.01);
        assertThat(found.warnings()).noneMatch(w -> w.startsWith(Comparison.NO_POWER));
    }

    @Test
    void saysWhenItCannotTellAnything() {
        var trained = Trained.withoutNodes(40, 1);
        var same = BlackBox.of(trained.noop());
        var c = trained.attacked(trained.noop(), View.PROBE);
        var idle = new MembershipCase(
                c.before(), c.after(), c.forget(), new MembershipCase.Models(same, same, same), View.PROBE, 1);
        var found = new ThresholdAttack().run(idle, Trained.COMPUTE).all();
        assertThat(found.hasPower()).isFalse();
        assertThat(found.warnings()).anyMatch(w -> w.startsWith("MIA_NO_POWER: "));
        var alone = new MembershipCase(
                c.before(), c.after(), c.forget(), new MembershipCase.Models(same, same, null), View.PROBE, 1);
        var unyoked = new ThresholdAttack().run(alone, Trained.COMPUTE).all();
        assertThat(unyoked.postToReference()).isNull();
        assertThat(unyoked.warnings()).anyMatch(w -> w.contains("no yardstick"));
    }

    @Test
    void givesAwayAModelThatForgotTooMuch() {
        var trained = Trained.withoutNodes(100, 2);
        var c = trained.attacked(trained.between(4), View.PROBE); // far beyond the retrained model
        var found = new ThresholdAttack().run(c, Trained.COMPUTE).all();
        assertThat(found.postToReference().difference()).isNegative();
        assertThat(found.postToReference().pValue()).isLessThan(0.05);
        assertThat(found.warnings()).anyMatch(w -> w.contains("less sure of the forgotten items"));
    }

    /** Fitted on retained training and validation nodes, judged on forgotten and test nodes: no node is in both. */
    @Test
    void fitsItsCutOnOtherNodesThanItJudges() {
        var trained = Trained.withoutNodes(60, 4);
        var graph = trained.graph();
        var z = trained.noop().logits(graph, Trained.COMPUTE);
        int width = graph.classes().size();
        var forgotten = Arrays.stream(trained.forget().nodes())
                .mapToInt(graph::row)
                .boxed()
                .toList();
        var phi = new double[graph.nodeCount()];
        Arrays.setAll(phi, row -> MemberScore.PHI.of(z, row * width, width, graph.targets()[row]));
        var cut = Cut.fit(
                Arrays.stream(graph.split().rows(Role.TRAIN))
                        .filter(row -> !forgotten.contains(row))
                        .mapToDouble(row -> phi[row])
                        .toArray(),
                Arrays.stream(graph.split().rows(Role.VALIDATION))
                        .mapToDouble(row -> phi[row])
                        .toArray());
        double expected = cut.balancedAccuracy(
                forgotten.stream().mapToDouble(row -> phi[row]).toArray(),
                Arrays.stream(graph.split().rows(Role.TEST))
                        .mapToDouble(row -> phi[row])
                        .toArray());
        var found = new ThresholdAttack().run(trained.attacked(trained.noop(), View.PROBE), Trained.COMPUTE);
        assertThat(found.balancedAccuracy()).isCloseTo(expected, within(0.005));
    }

    @Test
    void statesTheViewBecauseItChangesTheNumber() {
        var trained = Trained.withoutNodes(60, 3);
        var probe = new ThresholdAttack().run(trained.attacked(trained.noop(), View.PROBE), Trained.COMPUTE);
        var prod = new ThresholdAttack().run(trained.attacked(trained.noop(), View.PROD), Trained.COMPUTE);
        assertThat(probe.all().noop().setting().view()).isEqualTo(View.PROBE);
        assertThat(prod.all().noop().setting().view()).isEqualTo(View.PROD);
        assertThat(prod.all().noop().auc()).isNotEqualTo(probe.all().noop().auc());
    }

    @Test
    void leavesTheAreaOpenForFewNodes() {
        var trained = Trained.withoutNodes(5, 1);
        var found = new ThresholdAttack().run(trained.attacked(trained.noop(), View.PROBE), Trained.COMPUTE);
        assertThat(found.all().post().auc()).isNull();
        assertThat(found.all().noopToReference()).isNull();
        assertThat(found.all().warnings()).anyMatch(w -> w.contains("needs 20 forgotten items"));
    }
}
