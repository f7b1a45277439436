package org.graphunlearning.gnn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.sidecar.RidgeState;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracles: the normal equations solved by Commons Math's LU decomposition; the definition of propagation. */
class RidgeFitTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    static RidgeState state(Gnn model) {
        var state = model.sidecar().ridge();
        assertThat(state).isNotNull();
        return state;
    }

    static RealMatrix z(Graph graph, int[] rows, LinearFit.Config config) {
        var z = PropagatedRows.of(graph, rows, config, COMPUTE);
        return matrix(z.values(), z.columns());
    }

    static RealMatrix targets(Graph graph, int[] rows) {
        var out = new double[rows.length][graph.classes().size()];
        for (int i = 0; i < rows.length; i++) {
            out[i][graph.targets()[rows[i]]] = RidgeHead.TARGET;
        }
        return new Array2DRowRealMatrix(out);
    }

    static RealMatrix matrix(double[] values, int columns) {
        var out = new double[values.length / columns][];
        Arrays.setAll(out, row -> Arrays.copyOfRange(values, row * columns, (row + 1) * columns));
        return new Array2DRowRealMatrix(out);
    }

    static double distance(RealMatrix a, RealMatrix b) {
        double out = 0;
        for (int i = 0; i < a.getRowDimension(); i++) {
            for (int j = 0; j < a.getColumnDimension(); j++) {
                out = Math.max(out, Math.abs(a.getEntry(i, j) - b.getEntry(i, j)));
            }
        }
        return out;
    }

    private static RealMatrix weights(Gnn model, LinearFit.Config config) {
        var state = state(model);
        return matrix(RidgeHead.weights(state, config.weightDecay(), COMPUTE), state.classes());
    }

    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void weightsSolveTheNormalEquations(Edits.Setting setting) {
        var graph = setting.graph(70);
        var config = setting.config();
        int[] rows = graph.trainingRows();
        var z = z(graph, rows, config);
        var penalty = MatrixUtils.createRealIdentityMatrix(z.getColumnDimension())
                .scalarMultiply(config.weightDecay() * rows.length);
        var expected = new LUDecomposition(z.transpose().multiply(z).add(penalty))
                .getSolver()
                .solve(z.transpose().multiply(targets(graph, rows)));

        var model = LinearFit.fit(graph, config, COMPUTE);

        assertThat(distance(weights(model, config), expected)).isLessThan(1e-9);
    }

    /** The model knows neither projection nor rounding; its logits are Z W up to the rounding of Z. */
    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void theModelAnswersWithRowsTimesWeights(Edits.Setting setting) {
        var graph = setting.graph(70);
        var config = setting.config();
        var all = new int[graph.nodeCount()];
        Arrays.setAll(all, row -> row);

        var model = LinearFit.fit(graph, config, COMPUTE);

        var w = weights(model, config);
        var expected = z(graph, all, config).multiply(w);
        double slack = 1e-4 + Columns.RESOLUTION / 2 * columnSum(w);
        assertThat(distance(logits(model, graph), expected)).isLessThan(slack);
    }

    private static double columnSum(RealMatrix w) {
        double out = 0;
        for (int c = 0; c < w.getColumnDimension(); c++) {
            out = Math.max(out, Arrays.stream(w.getColumn(c)).map(Math::abs).sum());
        }
        return out;
    }

    private static RealMatrix logits(Gnn model, Graph graph) {
        var logits = model.logits(graph, COMPUTE);
        var out = new double[logits.length];
        Arrays.setAll(out, i -> logits[i]);
        return matrix(out, model.classes().size());
    }

    /** The Newton step on the remaining loss, with its own Hessian, from any point (gif.md: exact for quadratic losses). */
    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void oneNewtonStepOnTheRemainingLossIsTheRefit(Edits.Setting setting) {
        var graph = setting.graph(70);
        var config = setting.config();
        var old = weights(LinearFit.fit(graph, config, COMPUTE), config);
        var after = graph.without(ForgetSet.ofNodes(graph.key(graph.trainingRows()[5])));
        int[] rows = after.trainingRows();
        var z = z(after, rows, config);
        double penalty = config.weightDecay() * rows.length;
        var gradient = z.transpose()
                .multiply(z.multiply(old).subtract(targets(after, rows)))
                .add(old.scalarMultiply(penalty));
        var hessian = z.transpose()
                .multiply(z)
                .add(MatrixUtils.createRealIdentityMatrix(z.getColumnDimension())
                        .scalarMultiply(penalty));

        var stepped = old.subtract(new LUDecomposition(hessian).getSolver().solve(gradient));

        var refit = weights(LinearFit.fit(after, config, COMPUTE), config);
        assertThat(distance(stepped, refit)).isLessThan(1e-9);
        assertThat(distance(old, refit)).isGreaterThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SGC", "SIGN"})
    void anyNumberOfThreadsGivesTheSameBits(Architecture architecture) {
        var graph = TestGraphs.of(
                CitationLike.generate(CitationLike.Settings.likeCora(4).withNodes(900)));
        var config = TrainingConfig.defaults(architecture, HeadConfig.Kind.RIDGE)
                .withHead(new HeadConfig(HeadConfig.Kind.RIDGE, 60, 0));
        var expected = Trainer.fit(graph, config, COMPUTE);

        for (int threads : new int[] {1, 3}) {
            try (var compute = Compute.withThreads(threads)) {
                var model = Trainer.fit(graph, config, compute);
                assertThat(model.sha256()).isEqualTo(expected.sha256());
                assertThat(state(model).gram()).isEqualTo(state(expected).gram());
            }
        }
    }

    /** A row's bits must not depend on which rows are computed with it. */
    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void aRowHasTheSameBitsInAnyCompany(Edits.Setting setting) {
        var graph = setting.graph(70);
        int[] rows = graph.trainingRows();
        var together = z(graph, rows, setting.config());

        for (int i = 0; i < rows.length; i++) {
            assertThat(z(graph, new int[] {rows[i]}, setting.config()).getRow(0))
                    .isEqualTo(together.getRow(i));
        }
    }

    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void valuesAreMultiplesOfTheResolutionNearThePropagatedFeatures(Edits.Setting setting) {
        var graph = setting.graph(40);
        int[] rows = graph.trainingRows();

        for (double value :
                PropagatedRows.of(graph, rows, setting.config(), COMPUTE).values()) {
            assertThat(value / Columns.RESOLUTION).isEqualTo(Math.rint(value / Columns.RESOLUTION));
        }
    }

    /** Nothing of the projection may have to be unlearned. */
    @Test
    void theProjectionDependsOnSeedAndWidthsOnly() {
        var one = SignProjection.of(50, 9, 3);
        var same = SignProjection.of(50, 9, 3);
        var other = SignProjection.of(50, 9, 4);
        var features = new DenseFeatures(50, identity(50));

        assertThat(one.times(features, COMPUTE)).isEqualTo(same.times(features, COMPUTE));
        assertThat(one.times(features, COMPUTE)).isNotEqualTo(other.times(features, COMPUTE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 31})
    void everyProjectedColumnHasLengthOne(int width) {
        var r = SignProjection.of(40, width, 11).times(new DenseFeatures(40, identity(40)), COMPUTE);

        for (int column = 0; column < 40; column++) {
            double square = 0;
            for (int c = 0; c < width; c++) {
                square += r[column * width + c] * r[column * width + c];
            }
            assertThat(square).isCloseTo(1, within(1e-6));
        }
    }

    /** Johnson and Lindenstrauss: inner products survive in the mean over seeds. */
    @Test
    void innerProductsSurviveInTheMean() {
        var x = new float[] {1, 2, 0, -1, 3, 0, 0, 1, 1, 0, 2, -2, 0, 1, -1, 0, 1, 1, 0, 3};
        var features = new DenseFeatures(10, x);
        double exact = 0;
        for (int c = 0; c < 10; c++) {
            exact += x[c] * x[10 + c];
        }
        double sum = 0;
        for (int seed = 0; seed < 4000; seed++) {
            var p = SignProjection.of(10, 6, seed).times(features, COMPUTE);
            for (int c = 0; c < 6; c++) {
                sum += p[c] * p[6 + c];
            }
        }
        // One draw has a standard deviation below |x| |y| = 22; the mean of 4000 one below 0.35.
        assertThat(sum / 4000).isCloseTo(exact, within(1.4));
    }

    private static float[] identity(int n) {
        var out = new float[n * n];
        for (int i = 0; i < n; i++) {
            out[i * n + i] = 1;
        }
        return out;
    }

    @Test
    void featuresTooLargeForExactSumsAreRefused() {
        var graph = new Edits.Setting(Architecture.SGC, 0, false, false, 1).graph(50);
        var values = ((DenseFeatures) graph.features()).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 4000;
        }
        var large =
                Graph.of(graph.keys(), graph.adjacency(), new DenseFeatures(12, values), graph.labels(), graph.split());
        var head = new HeadConfig(HeadConfig.Kind.RIDGE, 0, 0);
        var model = ModelConfig.defaults(Architecture.SGC);

        assertThatThrownBy(() -> LinearFit.fit(
                        large, new LinearFit.Config(model.withNormalizeFeatures(false), head, 1e-3, 1), COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`normalizeFeatures: true`");
        assertThat(LinearFit.fit(large, new LinearFit.Config(model, head, 1e-3, 1), COMPUTE)
                        .isFinite())
                .isTrue();
    }

    @Test
    void aHeadWithoutPenaltyIsRefused() {
        assertThatThrownBy(() -> TrainingConfig.defaults(Architecture.SGC, HeadConfig.Kind.RIDGE)
                        .withWeightDecay(0))
                .hasMessage("The head `ridge` needs a `weightDecay` above 0, not 0.0, to have one solution.");
    }

    @Test
    void tooManyColumnsAreRefusedBeforeAnythingIsComputed() {
        var graph = TestGraphs.of(
                CitationLike.generate(CitationLike.Settings.likeCora(4).withNodes(60)));
        var head = new HeadConfig(HeadConfig.Kind.RIDGE, 0, 0);
        var config =
                new LinearFit.Config(ModelConfig.defaults(Architecture.SIGN).withLayers(16), head, 1e-3, 1);

        assertThatThrownBy(() -> LinearFit.fit(graph, config, COMPUTE))
                .hasMessageContaining("at most 8192 fit; set a smaller `projection`.");
    }

    @Test
    void sumsTravelWithTheBytesOfTheModel() {
        var setting = new Edits.Setting(Architecture.SIGN, 7, true, false, 2);
        var model = LinearFit.fit(setting.graph(50), setting.config(), COMPUTE);

        var read = ModelCodec.decode(ModelCodec.encode(model));

        assertThat(read.sha256()).isEqualTo(model.sha256());
        assertThat(state(read).gram()).isEqualTo(state(model).gram());
        assertThat(state(read).cross()).isEqualTo(state(model).cross());
        assertThat(state(read).rows()).isEqualTo(state(model).rows());
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SGC", "SIGN"})
    void trainingASolvedHeadReportsScoresAndNoEpochs(Architecture architecture) {
        var graph = TestGraphs.of(
                CitationLike.generate(CitationLike.Settings.likeCora(4).withNodes(900)));

        var result = Trainer.train(graph, TrainingConfig.defaults(architecture, HeadConfig.Kind.RIDGE), COMPUTE);

        assertThat(result.epochs()).isZero();
        assertThat(result.trainAccuracy()).isGreaterThan(0.8);
        assertThat(result.trainLoss()).isLessThan(Math.log(graph.classes().size()));
        assertThat(result.model().sidecar().ridge()).isNotNull();
    }
}
