package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.linear.LogisticHead;
import org.graphunlearning.gnn.linear.LogisticLoss;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Oracle: the optimum on the remaining graph, fitted from scratch. */
class IdeaTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final TrainingConfig CONFIG = LogisticCases.config(0.02, 0);
    private static final PrivacyBudget NOISY = new PrivacyBudget(1, 1e-4, true);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static Idea noisy(PrivacyBudget privacy) {
        return new Idea(Idea.usual().influence(), privacy);
    }

    @Test
    void bothBoundsAreAboveTheDistanceToTheRetrainedOptimum() {
        int checked = 0;
        for (long seed = 0; seed < 4; seed++) {
            var graph = LogisticCases.graph(seed);
            var config = LogisticCases.config(seed < 2 ? 0.02 : 0.001, seed % 2 * 0.3);
            for (var forget : LogisticCases.deletions(graph, seed)) {
                var request = LogisticCases.request(graph, forget, config, COMPUTE);
                var result = Idea.usual().unlearn(request, COMPUTE);
                if (result.model() != request.model()) {
                    var weights = LogisticCases.state(result.model()).weights();
                    double distance = LogisticCases.fromOptimum(weights, request.after(), config, 0, COMPUTE);
                    var bounds = result.effect().bounds();
                    assertThat(distance).isLessThanOrEqualTo(bounds.get("gradientDistanceBound") + 1e-7);
                    assertThat(distance).isLessThanOrEqualTo(bounds.get("distanceBound"));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(40);
    }

    @Test
    void theFirstPartBoundsHowFarRetrainingMoves() {
        for (long seed = 0; seed < 3; seed++) {
            var graph = LogisticCases.graph(seed);
            for (var forget : LogisticCases.deletions(graph, seed)) {
                var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
                var before = LogisticCases.state(request.model()).weights();
                var bound = new double[1];
                LogisticWork.propose(Work.of(request, COMPUTE), work -> {
                    bound[0] = IdeaBound.ofHead(work);
                    return Attempt.Proposal.approximate(request.model());
                });

                assertThat(LogisticCases.fromOptimum(before, request.after(), CONFIG, 0, COMPUTE))
                        .isLessThanOrEqualTo(bound[0] + 1e-7);
            }
        }
    }

    @Test
    void theBoundGrowsWithWhatIsRemovedAndWhatIsChanged() {
        for (int k = 1; k < 20; k++) {
            assertThat(new IdeaBound(k, 5, 0.7, 2).distance())
                    .isGreaterThan(new IdeaBound(k - 1, 5, 0.7, 2).distance());
            assertThat(new IdeaBound(3, k, 0.7, 2).distance())
                    .isGreaterThan(new IdeaBound(3, k - 1, 0.7, 2).distance());
        }
        assertThat(new IdeaBound(0, 0, 0.7, 2).distance()).isZero();
        // It solves s x^2 = a x + 2 t c.
        double x = new IdeaBound(3, 5, 0.7, 2).distance();
        assertThat(2 * x * x - 3 * x - 2 * 5 * 0.7).isBetween(-1e-12, 1e-12);
    }

    @Test
    void theObjectiveDoesNotRise() {
        var graph = LogisticCases.graph(2);
        for (var forget : LogisticCases.deletions(graph, 11)) {
            var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
            var loss = LogisticLoss.of(request.after(), LogisticCases.linear(CONFIG), COMPUTE);
            var before = LogisticCases.state(request.model());
            var after =
                    LogisticCases.state(Idea.usual().unlearn(request, COMPUTE).model());
            for (int cls = 0; cls < 3; cls++) {
                var none = new double[loss.columns()];
                assertThat(loss.value(cls, LogisticHead.column(after.weights(), 3, cls), none))
                        .isLessThanOrEqualTo(
                                loss.value(cls, LogisticHead.column(before.weights(), 3, cls), none) + 1e-12);
            }
        }
    }

    @Test
    void noiseMakesItCertifiedAndKeepsTheWeightsWithoutIt() {
        var graph = LogisticCases.graph(1);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[4]));
        var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);

        var quiet = Idea.usual().unlearn(request, COMPUTE);
        var result = noisy(NOISY).unlearn(request, COMPUTE);

        assertThat(quiet.guarantee()).isEqualTo(Guarantee.APPROXIMATE);
        assertThat(result.guarantee()).isEqualTo(Guarantee.CERTIFIED);
        assertThat(result.effect().bounds()).containsKeys("distanceBound", "noiseSigma", "epsilon", "delta");
        assertThat(LogisticCases.state(result.model()).weights())
                .isEqualTo(LogisticCases.state(quiet.model()).weights());
        assertThat(result.model().sha256()).isNotEqualTo(quiet.model().sha256());
    }

    @Test
    void threadsMoveNoBit() {
        var graph = LogisticCases.graph(3);
        var forget = LogisticCases.deletions(graph, 3).get(4);
        var request = LogisticCases.request(graph, forget, CONFIG, COMPUTE);
        try (var one = Compute.withThreads(1);
                var five = Compute.withThreads(5)) {
            assertThat(noisy(NOISY).unlearn(request, one).model().sha256())
                    .isEqualTo(noisy(NOISY).unlearn(request, five).model().sha256());
        }
    }

    @Test
    void forgettingNothingChangesNothing() {
        var request = LogisticCases.request(LogisticCases.graph(3), ForgetSet.nothing(), CONFIG, COMPUTE);

        assertThat(Idea.usual().unlearn(request, COMPUTE).model()).isSameAs(request.model());
    }

    @Test
    void theHeuristicBoundOfANetworkIsFiniteOnlyWithAPenalty() {
        var graph = LogisticCases.graph(3);
        var config = TrainingConfig.defaults(Architecture.GCN).withEpochs(20);
        var model = Trainer.fit(graph, config, COMPUTE);
        var hash = model.sha256();
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[4]));

        var request = UnlearningRequest.of(model, graph, forget, config, true);
        double finite = IdeaBound.ofNetwork(request, COMPUTE);
        var free = UnlearningRequest.of(model, graph, forget, config.withWeightDecay(0), true);

        assertThat(finite).isPositive().isFinite();
        assertThat(IdeaBound.ofNetwork(free, COMPUTE)).isInfinite();
        assertThat(model.sha256()).isEqualTo(hash);
    }

    @Test
    void saysWhatItNeeds() {
        assertThatThrownBy(() -> noisy(NOISY).requireFits(TrainingConfig.defaults(Architecture.GCN)))
                .hasMessage(
                        "Strategy `idea` adds noise only where its bound is proven, on the head `logistic`, and this"
                                + " model has `softmax`; set `noise` to false, or use `retrain`.");
        assertThatThrownBy(() -> Idea.usual()
                        .requireFits(TrainingConfig.defaults(Architecture.SGC)
                                .withHead(new HeadConfig(HeadConfig.Kind.RIDGE, 0, 0))))
                .hasMessage(
                        "Strategy `idea` needs a model with the head `softmax` or `logistic`, and this one has `ridge`;"
                                + " use `linear` or `retrain`.");
    }
}
