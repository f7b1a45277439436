package org.graphunlearning.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first step against central differences of the whole loss on {@link DenseOracle}; Adam against its formulas. */
class GnnExplainerTest {
    private static final double RATE = 0.01;

    static Stream<Case> cases() {
        return Case.all().filter(one -> one.layers() == 2);
    }

    private static Attribution once(Gnn model, Graph graph, Targets targets, double rate) {
        return new GnnExplainer(1, 1, rate, HubGuard.DEFAULT)
                .explain(model, graph, targets, Case.COMPUTE)
                .get(0);
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Adam's first step has the length of its rate and the sign of the derivative. */
    @ParameterizedTest
    @MethodSource("cases")
    void theFirstStepDescendsTheWholeLoss(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var targets = new Targets(new long[] {graph.key(5)}, new int[] {2});
        var start = once(model, graph, targets, 1e-12);
        var end = once(model, graph, targets, RATE);
        var loss = new Loss(model, graph, start);
        for (int e = 0; e < start.edges().signed().length; e++) {
            double gradient = loss.byEdge(e);
            assertMoved(start.edges().signed()[e], end.edges().signed()[e], gradient);
        }
        for (int k = 0; k < start.features().signed().length; k++) {
            double gradient = loss.byColumn(start.features().columns()[k]);
            assertMoved(start.features().signed()[k], end.features().signed()[k], gradient);
        }
    }

    private static void assertMoved(double from, double to, double gradient) {
        if (from > 0 && Math.abs(gradient) > 1e-5) {
            assertThat(logit(to)).isCloseTo(logit(from) - RATE * Math.signum(gradient), within(1e-5));
        }
    }

    /** The loss of masks as the method's paper and its best-known implementation write it. */
    private static final class Loss {
        private static final double STEP = 1e-5;

        private final Graph graph;
        private final DenseOracle oracle;
        private final Attribution at;
        private final double[] edges;
        private final double[] columns;

        Loss(Gnn model, Graph graph, Attribution at) {
            this.graph = graph;
            this.oracle = new DenseOracle(model, graph);
            this.at = at;
            this.edges = at.edges().signed().clone();
            this.columns = new double[model.inputChannels()];
            for (int k = 0; k < at.features().signed().length; k++) {
                columns[at.features().columns()[k]] = at.features().signed()[k];
            }
        }

        double byEdge(int e) {
            return difference(edges, e);
        }

        double byColumn(int column) {
            return difference(columns, column);
        }

        private double difference(double[] masks, int k) {
            double before = masks[k];
            masks[k] = sigmoid(logit(before) + STEP);
            double above = value();
            masks[k] = sigmoid(logit(before) - STEP);
            double below = value();
            masks[k] = before;
            return (above - below) / (2 * STEP);
        }

        private double value() {
            var x = oracle.features();
            for (var row : x) {
                for (int c = 0; c < row.length; c++) {
                    row[c] *= columns[c];
                }
            }
            var mask = oracle.ones();
            for (int e = 0; e < edges.length; e++) {
                int source = graph.row(at.edges().sources()[e]);
                int target = graph.row(at.edges().targets()[e]);
                mask[target][source] = edges[e];
                if (!graph.adjacency().directed()) {
                    mask[source][target] = edges[e];
                }
            }
            var z = oracle.logits(x, mask)[graph.row(at.target())];
            double partition = Arrays.stream(z).map(Math::exp).sum();
            double likelihood = z[at.classIndex()] - Math.log(partition);
            double ofEdges = 0.005 * Arrays.stream(edges).sum() + meanEntropy(edges);
            double mean = Arrays.stream(columns).filter(p -> p > 0).average().orElse(0);
            return -likelihood + ofEdges + mean + 0.1 * meanEntropy(columns);
        }

        private static double meanEntropy(double[] masks) {
            return Arrays.stream(masks)
                    .filter(p -> p > 0)
                    .map(p -> -p * Math.log(p) - (1 - p) * Math.log(1 - p))
                    .average()
                    .orElse(0);
        }
    }

    @Test
    void masksMoveAsAdamSays() {
        var price = new MaskLogits.Price(0.5, 0.25, 0.125);
        var masks = new MaskLogits(new double[] {0.3, -0.7, 0.1});
        double[] logits = {0.3, -0.7};
        var m = new double[2];
        var v = new double[2];
        double[] derivative = {0.4, -2, 0};
        for (int t = 1; t <= 3; t++) {
            masks.step(derivative, price, RATE);
            for (int k = 0; k < 2; k++) {
                double p = sigmoid(logits[k]);
                double g = (derivative[k] + 0.5 + 0.25 / 2 + 0.125 / 2 * Math.log((1 - p) / p)) * p * (1 - p);
                m[k] = 0.9 * m[k] + 0.1 * g;
                v[k] = 0.999 * v[k] + 0.001 * g * g;
                double mHat = m[k] / (1 - Math.pow(0.9, t));
                double vHat = v[k] / (1 - Math.pow(0.999, t));
                logits[k] -= RATE * mHat / (Math.sqrt(vHat) + 1e-8);
            }
        }
        assertThat(masks.values())
                .containsExactly(new double[] {sigmoid(logits[0]), sigmoid(logits[1]), 0}, within(1e-12));
    }

    @Test
    void twoRunsGiveTheSameBitsAtAnyNumberOfThreads() {
        var one = new Case(Architecture.GAT, 2, 2, true);
        var graph = one.graph();
        var model = one.model(graph);
        var targets = Case.everyNode(graph, model);
        var explainer = new GnnExplainer(5, 2, RATE, HubGuard.DEFAULT);
        var expected = explainer.learn(model, graph, targets, Case.COMPUTE);

        try (var alone = Compute.withThreads(1)) {
            assertThat(explainer.learn(model, graph, targets, alone))
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
        }
    }

    @Test
    void tellsHowFarTheStartsAgree() {
        var one = new Case(Architecture.GCN, 2, 1, false);
        var graph = one.graph();
        var model = one.model(graph);
        var targets = new Targets(new long[] {graph.key(5)}, new int[] {0});
        var learned =
                new GnnExplainer().learn(model, graph, targets, Case.COMPUTE).get(0);

        assertThat(learned.edgeDeviations())
                .hasSameSizeAs(learned.attribution().edges().signed());
        boolean any = false;
        for (int e = 0; e < learned.edgeDeviations().length; e++) {
            assertThat(learned.edgeDeviations()[e]).isBetween(0.0, 0.5);
            any |= learned.unstable(e);
        }
        assertThat(learned.attribution().has(Caveat.UNSTABLE)).isEqualTo(any);
        assertThat(Arrays.stream(learned.attribution().edges().signed())).allMatch(mask -> mask >= 0 && mask <= 1);
    }

    @Test
    void elementsThatChangeNothingGetNoMask() {
        var model = Fixture.before();
        // No hidden value listens to column 2 any more.
        model.parameters().get(0).assign(new float[] {0.5f, -0.3f, 0.2f, 0.4f, 0, 0});
        var attribution = Fixture.explained(new GnnExplainer(3, 2, RATE, HubGuard.DEFAULT), model);
        var features = attribution.features();
        for (int k = 0; k < features.signed().length; k++) {
            assertThat(features.signed()[k] == 0).isEqualTo(features.columns()[k] == 2);
        }
    }

    @Test
    void refusesNoEpochs() {
        assertThatThrownBy(() -> new GnnExplainer(0, 5, RATE, HubGuard.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
