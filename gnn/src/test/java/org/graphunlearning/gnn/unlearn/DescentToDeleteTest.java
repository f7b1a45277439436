package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Oracle: the optimum on the remaining graph, fitted from scratch. */
class DescentToDeleteTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final TrainingConfig CONFIG = LogisticCases.config(0.02, 0);
    private static final PrivacyBudget QUIET = PrivacyBudget.defaults();
    private static final PrivacyBudget NOISY = new PrivacyBudget(1, 1e-4, true);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static UnlearningRequest node(Graph graph, int position, TrainingConfig config) {
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[position]));
        return LogisticCases.request(graph, forget, config, COMPUTE);
    }

    private static double distance(UnlearningResult result, UnlearningRequest request) {
        return LogisticCases.fromOptimum(
                LogisticCases.state(result.model()).weights(), request.after(), request.training(), 0, COMPUTE);
    }

    @Test
    void everyBoundIsAboveTheDistanceToTheRetrainedOptimum() {
        int checked = 0;
        for (long seed = 0; seed < 4; seed++) {
            var graph = LogisticCases.graph(seed);
            var config = LogisticCases.config(seed < 2 ? 0.02 : 0.001, seed % 2 * 0.3);
            for (var forget : LogisticCases.deletions(graph, seed)) {
                var request = LogisticCases.request(graph, forget, config, COMPUTE);
                var result = new DescentToDelete(10, QUIET).unlearn(request, COMPUTE);
                if (result.model() != request.model()) {
                    var bounds = result.effect().bounds();
                    double solved = 1e-8; // both sides are optima up to what the solver leaves
                    assertThat(distance(result, request)).isLessThanOrEqualTo(bounds.get("distanceBound") + solved);
                    assertThat(bounds.get("distanceBound"))
                            .isLessThanOrEqualTo(bounds.get("contractionBound") + solved);
                    assertThat(bounds.get("contractionBound"))
                            .isLessThanOrEqualTo(bounds.get("worstCaseBound") + solved);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(40);
    }

    @Test
    void moreStepsEndCloser() {
        var request = node(LogisticCases.graph(1), 4, CONFIG);
        double last = Double.POSITIVE_INFINITY;
        for (int steps : new int[] {1, 10, 100, 1000}) {
            double distance = distance(new DescentToDelete(steps, QUIET).unlearn(request, COMPUTE), request);
            assertThat(distance).isLessThan(last);
            last = distance;
        }
        assertThat(last).isLessThan(1e-3);
    }

    @Test
    void isApproximateWithoutNoiseAndCertifiedWithIt() {
        var request = node(LogisticCases.graph(1), 4, CONFIG);

        var quiet = new DescentToDelete(60, QUIET).unlearn(request, COMPUTE);
        var noisy = new DescentToDelete(60, NOISY).unlearn(request, COMPUTE);

        assertThat(quiet.guarantee()).isEqualTo(Guarantee.APPROXIMATE);
        assertThat(noisy.guarantee()).isEqualTo(Guarantee.CERTIFIED);
        assertThat(noisy.strategy()).isEqualTo("descentToDelete");
        assertThat(noisy.effect().bounds().get("noiseSigma"))
                .isEqualTo(NOISY.sigma(quiet.effect().bounds().get("distanceBound")), within(1e-6));
    }

    @Test
    void theNextRequestStartsFromTheWeightsWithoutNoise() {
        var request = node(LogisticCases.graph(1), 4, CONFIG);
        var quiet = LogisticCases.state(
                new DescentToDelete(60, QUIET).unlearn(request, COMPUTE).model());

        var noisy = new DescentToDelete(60, NOISY).unlearn(request, COMPUTE).model();

        var state = LogisticCases.state(noisy);
        assertThat(state.weights()).isEqualTo(quiet.weights());
        assertThat(state.round()).isEqualTo(1);
        assertThat((double) noisy.parameters().get(0).host()[0]).isNotCloseTo(state.weights()[0], within(1e-7));
    }

    @Test
    void everyPublicationHasNoiseOfItsOwn() {
        var graph = LogisticCases.graph(1);
        var request = node(graph, 4, CONFIG);
        var strategy = new DescentToDelete(60, NOISY);
        var first = strategy.unlearn(request, COMPUTE).model();
        var forget = ForgetSet.ofLabels(graph.key(graph.trainingRows()[9]));
        var second = strategy.unlearn(UnlearningRequest.of(first, request.after(), forget, CONFIG, false), COMPUTE)
                .model();
        double one =
                first.parameters().get(0).host()[0] - LogisticCases.state(first).weights()[0];
        double two = second.parameters().get(0).host()[0]
                - LogisticCases.state(second).weights()[0];

        assertThat(LogisticCases.state(second).round()).isEqualTo(2);
        assertThat(one).isNotCloseTo(two, within(1e-7));
    }

    @Test
    void noiseThatWouldDestroyTheModelIsReplacedByRetraining() {
        var request = node(LogisticCases.graph(1), 4, CONFIG);

        var result = new DescentToDelete(1, new PrivacyBudget(1e-4, 1e-6, true)).unlearn(request, COMPUTE);

        assertThat(result.guarantee()).isEqualTo(Guarantee.EXACT);
        assertThat(result.warnings())
                .singleElement()
                .asString()
                .startsWith("Noise with a standard deviation of ")
                .endsWith("worse than guessing; the model was retrained.");
        assertThat(distance(result, request)).isZero();
    }

    @Test
    void threadsMoveNoBit() {
        var request = node(LogisticCases.graph(3), 2, CONFIG);
        try (var one = Compute.withThreads(1);
                var five = Compute.withThreads(5)) {
            assertThat(new DescentToDelete(50, NOISY)
                            .unlearn(request, one)
                            .model()
                            .sha256())
                    .isEqualTo(new DescentToDelete(50, NOISY)
                            .unlearn(request, five)
                            .model()
                            .sha256());
        }
    }

    @Test
    void forgettingNothingChangesNothing() {
        var request = LogisticCases.request(LogisticCases.graph(3), ForgetSet.nothing(), CONFIG, COMPUTE);

        assertThat(new DescentToDelete(50, NOISY).unlearn(request, COMPUTE).model())
                .isSameAs(request.model());
    }

    @Test
    void saysWhatItNeeds() {
        assertThatThrownBy(() -> new DescentToDelete(0, QUIET))
                .hasMessage("`steps` must lie between 1 and 1000000, not 0.");
        assertThatThrownBy(() -> DescentToDelete.usual().requireFits(TrainingConfig.defaults(Architecture.GAT)))
                .hasMessage(
                        "Strategy `descentToDelete` needs a model with the head `logistic`, and this one has `softmax`;"
                                + " use `retrain`, `gif` or `finetune`.");
    }
}
