package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AutoTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Graph GRAPH = TestGraphs.of(
            CitationLike.generate(CitationLike.Settings.likeCora(11).withNodes(600)));
    private static final TrainingConfig GCN =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(40);
    private static final Gnn MODEL = Trainer.fit(GRAPH, GCN, COMPUTE);
    private static final ForgetSet NODE = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[3]));

    private static UnlearningRequest request(Calibration calibration) {
        return UnlearningRequest.of(MODEL, GRAPH, NODE, GCN, true).calibrated(calibration);
    }

    private static Workload workload(TrainingConfig training, double epochMillis) {
        return new Workload(training, 100, 10, true, new Calibration(epochMillis, epochMillis));
    }

    @Test
    void withoutABudgetTheResultIsThatOfRetraining() {
        var result = Auto.usual().unlearn(request(Calibration.unknown()), COMPUTE);

        assertThat(result.strategy()).isEqualTo("retrain");
        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
        assertThat(result.model().sha256())
                .isEqualTo(Trainer.fit(GRAPH.without(NODE), GCN, COMPUTE).sha256());
        assertThat(result.warnings()).containsExactly("`auto` took `retrain`: no budget was set.");
    }

    @Test
    void aBudgetThatRetrainingFitsIsSpentOnIt() {
        assertThat(new Auto(50).choice(workload(GCN, 1)).name()).isEqualTo("retrain");
        assertThat(new Auto(40).choice(workload(GCN, 1)).name()).isNotEqualTo("retrain");
    }

    /** The strongest rung within the budget: the choice never gets weaker when the budget grows. */
    @Test
    void aLargerBudgetNeverBuysLess() {
        var ladder = Ladder.of(GCN);
        int last = -1;
        var workload = workload(GCN.withEpochs(500), 1);
        for (long budget = 1000; budget >= 1; budget = budget * 9 / 10) {
            var choice = new Auto(budget).choice(workload);
            boolean fits = choice.predictedMillis(workload) <= budget;
            if (!fits) {
                break;
            }
            int rung = ladder.indexOf(choice);
            assertThat(last < 0 || rung <= last).isTrue();
            last = rung;
        }
        assertThat(last).isNotNegative();
    }

    @Test
    void aBudgetThatNothingMeetsIsSaid() {
        var result = new Auto(1).unlearn(request(new Calibration(1000, 1000)), COMPUTE);

        assertThat(result.warnings().get(0)).contains("even that is expected to take", "budget of 1 ms");
        assertThat(result.model().isFinite()).isTrue();
    }

    @Test
    void aModelWithoutACalibrationIsTimedFirst() {
        var result = new Auto(1_000_000).unlearn(request(Calibration.unknown()), COMPUTE);

        assertThat(result.strategy()).isEqualTo("retrain");
        assertThat(result.warnings().get(0)).contains("of the budget of 1000000 ms");
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theResultIsExactOrNoWorseOnTheRemainingData(Architecture architecture) {
        var training = TrainingConfig.defaults(architecture).withEpochs(30);
        var model = Trainer.fit(GRAPH, training, COMPUTE);
        for (long seed = 0; seed < 4; seed++) {
            var forget = Kind.values()[(int) seed].draw(GRAPH, seed);
            var request =
                    UnlearningRequest.of(model, GRAPH, forget, training, true).calibrated(new Calibration(1, 1));

            var result = new Auto(25).unlearn(request, COMPUTE);

            boolean retrained = result.guarantee() == Guarantee.EXACT;
            assertThat(retrained
                            || Scores.trainingLoss(result.model(), request.after(), COMPUTE)
                                    <= Scores.trainingLoss(model, request.after(), COMPUTE))
                    .isTrue();
        }
    }

    @Test
    void ridgeHeadsAreEditedExactlyWhateverTheBudget() {
        var ridge = TrainingConfig.defaults(Architecture.SGC)
                .withWeightDecay(1e-2)
                .withHead(new HeadConfig(HeadConfig.Kind.RIDGE, 0, 0));

        assertThat(Auto.usual().choice(workload(ridge, 1)).name()).isEqualTo("linear");
        assertThat(new Auto(1).choice(workload(ridge, 1000)).name()).isEqualTo("linear");
    }

    /** Parameters so large that gradients vanish or blow up: nothing approximate can be published. */
    @Test
    void whatFailsTheCheckIsClimbedPastUntilItIsExact() {
        var broken = MODEL.copy();
        for (var parameter : broken.parameters()) {
            java.util.Arrays.fill(parameter.host(), Float.MAX_VALUE / 4);
        }
        var request = UnlearningRequest.of(broken, GRAPH, NODE, GCN, false).calibrated(new Calibration(1, 1));

        var result = new Auto(30).unlearn(request, COMPUTE);

        assertThat(result.strategy()).isEqualTo("retrain");
        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
        assertThat(result.warnings()).anyMatch(said -> said.startsWith("`auto` went on: "));
        assertThat(result.model().sha256())
                .isEqualTo(Trainer.fit(GRAPH.without(NODE), GCN, COMPUTE).sha256());
    }

    @Test
    void theJudgeSendsItUpTheLadder() {
        var seen = new ArrayList<String>();
        Judge strict = (request, result, compute) -> {
            seen.add(result.strategy());
            return "it shows";
        };
        var result = new Auto(25).judgedBy(strict).unlearn(request(new Calibration(1, 1)), COMPUTE);

        assertThat(seen).isNotEmpty().doesNotContain("retrain");
        assertThat(result.strategy()).isEqualTo("retrain");
        for (var strategy : seen) {
            assertThat(result.warnings()).anyMatch(said -> said.endsWith("`" + strategy + "`: it shows."));
        }
    }

    @Test
    void shardsShareABudget() {
        assertThat(new Auto(100).sharedBy(4)).isEqualTo(new Auto(25));
        assertThat(new Auto(2).sharedBy(4)).isEqualTo(new Auto(1));
        assertThat(Auto.usual().sharedBy(4)).isEqualTo(Auto.usual());
    }

    @Test
    void refusesANegativeBudget() {
        assertThatThrownBy(() -> new Auto(-1)).hasMessage("`budgetMillis` must not be negative, but is -1.");
    }
}
