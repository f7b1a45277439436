package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.linear.LogisticHead;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.LogisticState;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Oracle: the gradient of the remaining objective from its definition. */
class CguTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final TrainingConfig CONFIG = LogisticCases.config(0.05, 1);
    private static final PrivacyBudget WIDE = new PrivacyBudget(1000, 1e-4, false);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    /** The step alone, before anybody asks what it may cost. */
    private static NewtonRemoval removal(UnlearningRequest request, ArrayList<LogisticWork> seen) {
        var out = new ArrayList<NewtonRemoval>();
        LogisticWork.propose(Work.of(request, COMPUTE), work -> {
            seen.add(work);
            out.add(NewtonRemoval.of(work));
            return Attempt.Proposal.approximate(request.model().copy());
        });
        return out.get(0);
    }

    @Test
    void theBoundHoldsInAHundredOfAHundredDeletions() {
        int held = 0;
        int all = 0;
        double tightest = 0;
        for (long seed = 0; seed < 5; seed++) {
            var graph = LogisticCases.graph(seed);
            var config = LogisticCases.config(seed < 2 ? 1e-3 : 1e-2, seed % 2);
            for (var forget : LogisticCases.deletions(graph, seed)) {
                var request = LogisticCases.request(graph, forget, config, COMPUTE);
                var seen = new ArrayList<LogisticWork>();
                var removal = removal(request, seen);
                boolean holds = true;
                for (int cls = 0; cls < 3; cls++) {
                    var w = LogisticHead.column(removal.weights(), 3, cls);
                    double truth = LogisticCases.gradientNorm(
                            request.after(), config, cls, w, seen.get(0).noise(cls), COMPUTE);
                    holds &= truth <= removal.bound()[cls] + 1e-12;
                    tightest =
                            removal.bound()[cls] > 1e-6 ? Math.max(tightest, truth / removal.bound()[cls]) : tightest;
                }
                held += holds ? 1 : 0;
                all++;
            }
        }
        assertThat(held).isEqualTo(all).isEqualTo(100);
        assertThat(tightest).isGreaterThan(0.01); // or the bound would say nothing
    }

    @Test
    void aQuarterForGammaIsLooserAndThePublishedFormLooserStill() {
        var graph = LogisticCases.graph(3);
        var seen = new ArrayList<LogisticWork>();
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[5]));
        removal(LogisticCases.request(graph, forget, CONFIG, COMPUTE), seen);
        var work = seen.get(0);
        double spectral = work.now().spectralBound();
        var d = work.now().hessian(work.weights(0)).solve(work.difference(0), 1e-12, COMPUTE);
        double ours = NewtonRemoval.remainder(NewtonRemoval.GAMMA, spectral, work.now(), d);
        double largest = 0;
        for (int row = 0; row < work.now().rows(); row++) {
            largest = Math.max(largest, work.now().rowNorm(row));
        }
        double published = NewtonRemoval.GAMMA
                * spectral
                * largest
                * LogisticWork.norm(d)
                * LogisticWork.norm(work.now().times(d));

        assertThat(NewtonRemoval.remainder(0.25, spectral, work.now(), d) / ours)
                .isBetween(2.59, 2.61);
        assertThat(published).isGreaterThanOrEqualTo(2 * ours);
    }

    @Test
    void oneStepLeavesASmallPartOfTheGradient() {
        for (long seed = 0; seed < 4; seed++) {
            var graph = LogisticCases.graph(seed);
            for (var forget : LogisticCases.deletions(graph, seed)) {
                var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
                var seen = new ArrayList<LogisticWork>();
                var removal = removal(request, seen);
                for (int cls = 0; cls < 3; cls++) {
                    double before = LogisticWork.norm(seen.get(0).difference(cls));
                    assertThat(removal.measured()[cls])
                            .isLessThanOrEqualTo(
                                    0.1 * before + 2 * seen.get(0).now().tolerance());
                }
            }
        }
    }

    @Test
    void theDifferenceFromTouchedRowsIsThatOfTheWholeObjectives() {
        var graph = LogisticCases.graph(2);
        for (var forget : LogisticCases.deletions(graph, 7)) {
            var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
            var seen = new ArrayList<LogisticWork>();
            removal(request, seen);
            var work = seen.get(0);
            for (int cls = 0; cls < 3; cls++) {
                // The old gradient is zero up to what the solver leaves, so the difference is minus the new one.
                var difference = work.difference(cls);
                var gradient = new double[difference.length];
                work.now().gradient(cls, work.weights(cls), work.noise(cls), gradient);
                for (int c = 0; c < gradient.length; c++) {
                    assertThat(difference[c] + gradient[c]).isBetween(-1e-8, 1e-8);
                }
            }
        }
    }

    @Test
    void theSpentBudgetIsCarriedUntilNewNoiseIsNeeded() {
        var privacy = new PrivacyBudget(2, 1e-4, false);
        double budget = privacy.residualBudget(1, 3);
        var graph = LogisticCases.graph(4);
        var model = Trainer.fit(graph, CONFIG, COMPUTE);
        var first = LogisticCases.state(model);
        int certified = 0;
        boolean renewed = false;
        for (int i = 0; i < 30 && !renewed; i++) {
            var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[3]));
            var request = UnlearningRequest.of(model, graph, forget, CONFIG, i == 0);
            var result = new Cgu(privacy).unlearn(request, COMPUTE);
            var before = LogisticCases.state(model);
            var after = LogisticCases.state(result.model());
            assertThat(result.guarantee()).isEqualTo(Guarantee.CERTIFIED);
            renewed = after.round() > before.round();
            for (int cls = 0; cls < 3; cls++) {
                assertThat(after.spent()[cls]).isLessThanOrEqualTo(budget);
                assertThat(renewed || after.spent()[cls] >= before.spent()[cls]).isTrue();
            }
            model = result.model();
            graph = request.after();
            if (renewed) {
                assertRenewed(first, after, graph, result);
            } else {
                certified++;
                assertThat(after.noise()).isEqualTo(first.noise());
            }
        }
        assertThat(certified).isGreaterThan(1);
        assertThat(renewed).isTrue();
    }

    private static void assertRenewed(LogisticState old, LogisticState state, Graph graph, UnlearningResult result) {
        assertThat(state.round()).isEqualTo(1);
        assertThat(state.noise()).doesNotContain(old.noise());
        assertThat(LogisticWork.largest(state.spent())).isLessThan(1e-8);
        assertThat(state.weights())
                .isEqualTo(LogisticCases.state(LogisticHead.fit(graph, LogisticCases.linear(CONFIG), 1, COMPUTE))
                        .weights());
        assertThat(result.warnings()).first().asString().contains("budget").endsWith("retrained with new noise.");
    }

    @Test
    void budgetsAreNotPooledOverClasses() {
        var graph = LogisticCases.graph(6);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[1]));
        var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
        var bounds = LogisticCases.state(new Cgu(WIDE).unlearn(request, COMPUTE).model())
                .spent();
        double largest = LogisticWork.largest(bounds);
        double mean = Arrays.stream(bounds).average().orElse(0);
        double between = (largest + mean) / 2;
        double epsilon = between / new PrivacyBudget(1, 1e-4, false).residualBudget(1, 3);

        var result = new Cgu(new PrivacyBudget(epsilon, 1e-4, false)).unlearn(request, COMPUTE);

        // All classes together would have had enough.
        assertThat(mean).isLessThan(between);
        assertThat(LogisticCases.state(result.model()).round()).isEqualTo(1);
    }

    @Test
    void publishesTheRoundedWeightsAndReportsItsBounds() {
        var graph = LogisticCases.graph(5);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[2]));
        var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
        var result = new Cgu(WIDE).unlearn(request, COMPUTE);
        var state = LogisticCases.state(result.model());
        var weight = result.model().parameters().get(0).host();

        for (int i = 0; i < weight.length; i++) {
            assertThat(weight[i]).isEqualTo((float) state.weights()[i]);
        }
        assertThat(result.effect().bounds())
                .containsKeys("residualBound", "residualBudget", "residualNorm", "epsilon", "delta");
        assertThat(result.effect().bounds().get("residualBound")).isEqualTo(LogisticWork.largest(state.spent()));
        assertThat(result.strategy()).isEqualTo("cgu");
    }

    @Test
    void aModelOfAnotherGraphIsRetrainedInsteadOfCertified() {
        var graph = LogisticCases.graph(5);
        var other = graph.without(ForgetSet.ofNodes(
                graph.key(graph.trainingRows()[20]),
                graph.key(graph.trainingRows()[21]),
                graph.key(graph.trainingRows()[22])));
        var stale = Trainer.fit(graph, CONFIG, COMPUTE);
        var forget = ForgetSet.ofLabels(other.key(other.trainingRows()[0]));

        var result = new Cgu(WIDE).unlearn(UnlearningRequest.of(stale, other, forget, CONFIG, false), COMPUTE);

        assertThat(result.warnings())
                .containsExactly(
                        "The model is not what its training on this graph gives; the model was retrained with new"
                                + " noise.");
    }

    @Test
    void aModelWithoutItsStateIsRetrained() {
        var graph = LogisticCases.graph(5);
        var fitted = Trainer.fit(graph, CONFIG, COMPUTE);
        Gnn bare = fitted.with(fitted.sidecar().withLogistic(null));
        var forget = ForgetSet.ofLabels(graph.key(graph.trainingRows()[0]));

        var result = new Cgu(WIDE).unlearn(UnlearningRequest.of(bare, graph, forget, CONFIG, true), COMPUTE);

        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
        assertThat(result.model().sha256())
                .isEqualTo(Trainer.fit(graph.without(forget), CONFIG, COMPUTE).sha256());
    }

    @Test
    void forgettingNothingChangesNothing() {
        var graph = LogisticCases.graph(5);
        var request = LogisticCases.request(graph, ForgetSet.nothing(), CONFIG, COMPUTE);

        assertThat(Cgu.usual().unlearn(request, COMPUTE).model()).isSameAs(request.model());
    }

    @Test
    void threadsMoveNoBit() {
        var graph = LogisticCases.graph(8);
        var forget = LogisticCases.deletions(graph, 8).get(4);
        var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
        try (var one = Compute.withThreads(1);
                var five = Compute.withThreads(5)) {
            var a = LogisticCases.state(new Cgu(WIDE).unlearn(request, one).model());
            var b = LogisticCases.state(new Cgu(WIDE).unlearn(request, five).model());

            assertThat(a.weights()).isEqualTo(b.weights());
            assertThat(a.spent()).isEqualTo(b.spent());
        }
    }

    @Test
    void isExpectedToCostLessThanAFitAndNothingOutOfReach() {
        var calibration = new Calibration(100, 10);
        var near = new Workload(CONFIG, 80, 3, true, calibration);
        var far = new Workload(CONFIG, 80, 0, false, calibration);

        assertThat(Cgu.usual().predictedMillis(near)).isBetween(10.0, 110.0);
        assertThat(Cgu.usual().predictedMillis(far)).isZero();
        assertThat(Cgu.usual().predictedMillis(new Workload(CONFIG, 80, 3, true, Calibration.unknown())))
                .isNaN();
    }

    @Test
    void saysWhatItNeeds() {
        assertThatThrownBy(() -> Cgu.usual().requireFits(LogisticCases.config(0.1, 0)))
                .hasMessage("Strategy `cgu` certifies by the noise in the objective, and this model was trained with"
                        + " `perturbation` 0; train it with one above 0, or use `linear` or `retrain`.");
        assertThatThrownBy(() -> Cgu.usual().requireFits(TrainingConfig.defaults(Architecture.GCN)))
                .hasMessage("Strategy `cgu` needs a model with the head `logistic`, and this one has `softmax`; use"
                        + " `retrain`, `gif` or `finetune`.");
        assertThatThrownBy(() -> Cgu.usual()
                        .requireFits(TrainingConfig.defaults(Architecture.SGC)
                                .withHead(new HeadConfig(HeadConfig.Kind.RIDGE, 0, 0))))
                .hasMessage("Strategy `cgu` needs a model with the head `logistic`, and this one has `ridge`; use"
                        + " `linear` or `retrain`.");
    }
}
