package org.graphunlearning.gnn.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracles: a fit from scratch on the edited graph, bit for bit; the Woodbury identity in double. */
class RidgeEditTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static Gnn fit(Graph graph, LinearFit.Config config) {
        return LinearFit.fit(graph, config, COMPUTE);
    }

    private static Gnn removed(Gnn model, Graph graph, ForgetSet forget, LinearFit.Config config) {
        return RidgeEdit.apply(model, GraphChange.removal(graph, forget), config, COMPUTE);
    }

    private static void assertSame(Gnn actual, Gnn expected) {
        assertThat(actual.classes()).isEqualTo(expected.classes());
        assertThat(RidgeFitTest.state(actual).gram())
                .isEqualTo(RidgeFitTest.state(expected).gram());
        assertThat(RidgeFitTest.state(actual).cross())
                .isEqualTo(RidgeFitTest.state(expected).cross());
        assertThat(RidgeFitTest.state(actual).rows())
                .isEqualTo(RidgeFitTest.state(expected).rows());
        assertThat(actual.sha256()).isEqualTo(expected.sha256());
    }

    private static boolean teaches(Graph graph) {
        return graph.classes().size() >= 2;
    }

    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void everyKindOfRemovalHasTheBitsOfARefit(Edits.Setting setting) {
        var graph = setting.graph(120);
        var config = setting.config();
        var model = fit(graph, config);
        var random = new Random(setting.seed());
        for (var kind : Edits.Kind.values()) {
            for (int i = 0; i < 6; i++) {
                var forget = Edits.draw(graph, kind, random);
                assertSame(removed(model, graph, forget, config), fit(graph.without(forget), config));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void whatIsAddedBackRestoresTheOriginal(Edits.Setting setting) {
        var graph = setting.graph(120);
        var config = setting.config();
        var model = fit(graph, config);
        var random = new Random(setting.seed() + 100);
        for (var kind : Edits.Kind.values()) {
            var forget = Edits.draw(graph, kind, random);
            var without = graph.without(forget);
            var smaller = removed(model, graph, forget, config);

            assertSame(RidgeEdit.apply(smaller, GraphChange.addition(without, forget, graph), config, COMPUTE), model);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SGC", "SIGN"})
    void aBatchOfFiftyHasTheBitsOfARefitAndComesBack(Architecture architecture) {
        var graph = citations();
        var config = config(architecture);
        var model = fit(graph, config);
        var forget = ForgetSet.ofNodes(some(graph, 50, 3))
                .and(ForgetSet.ofLabels(graph.key(graph.trainingRows()[0])))
                .and(ForgetSet.ofFeatures(graph.key(7)));

        var smaller = removed(model, graph, forget, config);

        var without = graph.without(forget);
        assertSame(smaller, fit(without, config));
        assertSame(RidgeEdit.apply(smaller, GraphChange.addition(without, forget, graph), config, COMPUTE), model);
    }

    private static Graph citations() {
        return TestGraphs.of(
                CitationLike.generate(CitationLike.Settings.likeCora(6).withNodes(700)));
    }

    private static LinearFit.Config config(Architecture architecture) {
        var head = new HeadConfig(HeadConfig.Kind.RIDGE, 40, 0);
        return new LinearFit.Config(ModelConfig.defaults(architecture), head, 1e-4, 9);
    }

    private static long[] some(Graph graph, int count, long seed) {
        var keys = new ArrayList<Long>();
        for (long key : graph.keys()) {
            keys.add(key);
        }
        Collections.shuffle(keys, new Random(seed));
        return keys.stream().limit(count).mapToLong(Long::longValue).toArray();
    }

    /** Fifty requests of all kinds, one after the other, end where one batch ends. */
    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void aSequenceEndsWhereTheRefitDoes(Edits.Setting setting) {
        var graph = setting.graph(150);
        var config = setting.config();
        var model = fit(graph, config);
        var random = new Random(77);
        for (int i = 0; i < 50; i++) {
            var kind = Edits.Kind.values()[random.nextInt(Edits.Kind.values().length)];
            var forget = Edits.draw(graph, kind, random);
            if (teaches(graph.without(forget))) {
                model = removed(model, graph, forget, config);
                graph = graph.without(forget);
            }
        }

        assertSame(model, fit(graph, config));
    }

    /** GraphEditor's own update: rows taken out and put in through the inverse, in double. */
    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void theWoodburyUpdateAgrees(Edits.Setting setting) {
        var graph = setting.graph(120);
        var config = setting.config();
        var model = fit(graph, config);
        var change = Arrays.stream(graph.trainingRows())
                .mapToObj(row -> GraphChange.removal(graph, ForgetSet.ofNodes(graph.key(row))))
                .filter(one -> one.touchedTrainingRows(config.model().reach()).length > 3)
                .findFirst()
                .orElseThrow();
        int[] old = change.touchedTrainingRows(config.model().reach());
        int[] now = change.trainingInSmaller(old);
        // The penalty is held at its old size: its change is not a change of rows.
        double penalty = config.weightDecay() * graph.trainingRows().length;
        var before = RidgeFitTest.state(model);
        var s = inverse(RidgeFitTest.matrix(before.gram(), before.columns()), penalty);
        var w = s.multiply(RidgeFitTest.matrix(before.cross(), before.classes()));
        // Adding first is the safer order.
        var update = new Woodbury(s, w)
                .with(RidgeFitTest.z(change.after(), now, config), RidgeFitTest.targets(change.after(), now), 1)
                .with(RidgeFitTest.z(graph, old, config), RidgeFitTest.targets(graph, old), -1);

        var after = RidgeFitTest.state(RidgeEdit.apply(model, change, config, COMPUTE));

        var expected = inverse(RidgeFitTest.matrix(after.gram(), after.columns()), penalty)
                .multiply(RidgeFitTest.matrix(after.cross(), after.classes()));
        assertThat(now.length).isPositive();
        assertThat(RidgeFitTest.distance(update.w, expected)).isLessThan(1e-9);
        assertThat(RidgeFitTest.distance(w, expected)).isGreaterThan(1e-6);
    }

    private static RealMatrix inverse(RealMatrix gram, double penalty) {
        var identity = MatrixUtils.createRealIdentityMatrix(gram.getColumnDimension());
        return new LUDecomposition(gram.add(identity.scalarMultiply(penalty)))
                .getSolver()
                .getInverse();
    }

    private record Woodbury(RealMatrix s, RealMatrix w) {
        Woodbury with(RealMatrix z, RealMatrix t, double sign) {
            var identity = MatrixUtils.createRealIdentityMatrix(z.getRowDimension());
            var sz = s.multiply(z.transpose());
            var c = new LUDecomposition(identity.add(z.multiply(sz).scalarMultiply(sign)))
                    .getSolver()
                    .getInverse();
            var gain = sz.multiply(c).scalarMultiply(sign);
            return new Woodbury(
                    s.subtract(gain.multiply(z.multiply(s))), w.add(gain.multiply(t.subtract(z.multiply(w)))));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SGC", "SIGN"})
    void aNodeThatReachesNoTrainingRowChangesNoBit(Architecture architecture) {
        var config = new Edits.Setting(architecture, 0, true, false, 0).config();
        for (int seed = 0; seed < 5; seed++) {
            var graph = new Edits.Setting(architecture, 0, true, false, seed).graph(200);
            var model = fit(graph, config);
            int unreached = 0;
            for (int row = 0; row < graph.nodeCount(); row++) {
                var change = GraphChange.removal(graph, ForgetSet.ofNodes(graph.key(row)));
                if (change.touchedTrainingRows(config.model().reach()).length == 0) {
                    unreached++;
                    assertSame(RidgeEdit.apply(model, change, config, COMPUTE), model);
                }
            }
            assertThat(unreached).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void aClassMayVanishAndAppear(Edits.Setting setting) {
        var graph = setting.graph(400);
        var config = setting.config();
        var rare = rare(graph);
        var last = ForgetSet.ofLabels(rare.key(Arrays.stream(rare.trainingRows())
                .filter(row -> rare.targets()[row] == 1)
                .findFirst()
                .orElseThrow()));
        var model = fit(rare, config);

        var smaller = removed(model, rare, last, config);

        var without = rare.without(last);
        assertThat(without.classes()).hasSize(2);
        assertSame(smaller, fit(without, config));
        assertSame(RidgeEdit.apply(smaller, GraphChange.addition(without, last, rare), config, COMPUTE), model);
    }

    /** The second of three classes with one training node only. */
    private static Graph rare(Graph graph) {
        long[] others = Arrays.stream(graph.trainingRows())
                .filter(row -> graph.targets()[row] == 1)
                .skip(1)
                .mapToLong(graph::key)
                .toArray();
        return graph.without(ForgetSet.ofLabels(others));
    }

    @Test
    void anEditOfMostRowsIsARefitWithTheSameBits() {
        var graph = citations();
        var config = config(Architecture.SGC);
        var model = fit(graph, config);
        var forget = ForgetSet.ofNodes(some(graph, 300, 1));

        assertThat(RidgeEdit.rows(GraphChange.removal(graph, forget), config.model()))
                .isNull();
        assertSame(removed(model, graph, forget, config), fit(graph.without(forget), config));
    }

    @Test
    void sumsOfAnotherGraphOrLayoutAreNotEdited() {
        var graph = citations();
        var config = config(Architecture.SGC);
        var model = fit(graph, config);
        var head = new HeadConfig(HeadConfig.Kind.RIDGE, 41, 0);

        assertThat(RidgeEdit.isPossible(model, graph, config)).isTrue();
        assertThat(RidgeEdit.isPossible(
                        model, graph.without(ForgetSet.ofNodes(graph.key(graph.trainingRows()[0]))), config))
                .isFalse();
        assertThat(RidgeEdit.isPossible(
                        model, graph, new LinearFit.Config(config.model(), head, config.weightDecay(), config.seed())))
                .isFalse();
        assertThat(RidgeEdit.isPossible(model.with(model.sidecar().withRidge(null)), graph, config))
                .isFalse();
    }

    /** Far rows change in few columns, which is what makes an edit cheap; those that do not change cost nothing. */
    @Test
    void entriesOfADifferenceAreThoseThatDiffer() {
        var before = new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}};
        var after = new double[][] {{1, 2, 5, 4}, {5, 9, 7, 7}};

        var difference = SparseDifference.of(before, after, 4, COMPUTE);

        assertThat(difference.ptr()).containsExactly(0, 0, 1, 2, 3);
        assertThat(List.of(difference.row()[0], difference.row()[1], difference.row()[2]))
                .containsExactly(1, 0, 1);
        assertThat(difference.value()).containsExactly(3, 2, -1);
    }
}
