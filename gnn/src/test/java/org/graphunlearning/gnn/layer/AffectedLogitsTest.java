package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With parameters fixed, a deletion moves logits inside the affected set only; outside it not one bit changes. */
class AffectedLogitsTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    static Stream<Case> cases() {
        return Case.all(5);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nodeMovesOnlyAffectedLogits(Case one) {
        var graph = one.graph();
        assertOnlyAffectedMove(one.model(graph), graph, ForgetSet.ofNodes(graph.key(sender(graph, one.seed()))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void edgeMovesOnlyAffectedLogits(Case one) {
        var graph = one.graph();
        assertOnlyAffectedMove(one.model(graph), graph, edge(graph, one.seed()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void featuresMoveOnlyAffectedLogits(Case one) {
        var graph = one.graph();
        assertOnlyAffectedMove(one.model(graph), graph, ForgetSet.ofFeatures(graph.key(sender(graph, one.seed()))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mixedBatchMovesOnlyAffectedLogits(Case one) {
        var graph = one.graph();
        var forget = ForgetSet.ofNodes(graph.key(sender(graph, one.seed())))
                .and(edge(graph, one.seed() + 1))
                .and(ForgetSet.ofFeatures(graph.key(sender(graph, one.seed() + 2)), 0, 1));
        assertOnlyAffectedMove(one.model(graph), graph, forget);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void labelMovesNoLogit(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        var forget = ForgetSet.ofLabels(graph.key(1));

        assertThat(moved(model, graph, forget).isEmpty()).isTrue();
        assertThat(AffectedNodes.of(graph, forget, one.config().reach()).isEmpty())
                .isTrue();
    }

    /**
     * Wide dense products go to BLAS, whose sums depend on where a row lies in a block of twelve (measured on AVX2 and
     * AVX-512). A deleted node shifts the rows after it, so there the promise is rounding, not bits.
     */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void wideDenseFeaturesMoveOtherLogitsByRoundingAtMost(Architecture architecture) {
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(2055, 2600, 70, false, false), 4);
        var config = new ModelConfig(architecture, 2, 33, 1, 0, true);
        var model = Gnn.initial(config, 70, graph.classes(), 1);
        var forget = ForgetSet.ofNodes(graph.key(sender(graph, 1)));
        var affected = AffectedNodes.of(graph, forget, config.reach());
        var after = graph.without(forget);
        var old = model.logits(graph, COMPUTE).clone();
        var now = model.logits(after, COMPUTE);

        for (int row = 0; row < after.nodeCount(); row++) {
            int was = graph.row(after.key(row));
            for (int c = 0; c < 3 && !affected.get(was); c++) {
                assertThat(now[row * 3 + c]).isCloseTo(old[was * 3 + c], within(5e-6f));
            }
        }
    }

    /** An edge shifts no row, so its deletion keeps the bits whoever multiplies. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void edgeBetweenWideDenseFeaturesMovesOnlyAffectedLogits(Architecture architecture) {
        var graph = RandomGraphs.draw(new RandomGraphs.Shape(2055, 2600, 70, false, false), 4);
        var model = Gnn.initial(new ModelConfig(architecture, 2, 33, 1, 0, true), 70, graph.classes(), 1);

        assertOnlyAffectedMove(model, graph, edge(graph, 2));
    }

    /** The path 0-1-2-3-4 and two layers: the sets are exactly those of the table, not merely large enough. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void movedRowsOnAPathAreThoseOfTheTable(Architecture architecture) {
        boolean degrees = architecture == Architecture.GCN || architecture == Architecture.SGC;

        assertMovedOnPath(architecture, ForgetSet.ofFeatures(0), 0, 1, 2);
        assertMovedOnPath(architecture, ForgetSet.ofEdge(0, 1), degrees ? rows(0, 1, 2, 3) : rows(0, 1, 2));
        assertMovedOnPath(architecture, ForgetSet.ofNodes(0), degrees ? rows(1, 2, 3) : rows(1, 2));
        assertMovedOnPath(architecture, ForgetSet.ofNodes(2), rows(0, 1, 3, 4));
    }

    private static void assertMovedOnPath(Architecture architecture, ForgetSet forget, int... expected) {
        var graph = path();
        var config = new ModelConfig(architecture, 2, 16, 2, 0, false);
        var model = Gnn.initial(config, 6, graph.classes(), 3);
        var inTable = new BitSet();
        Arrays.stream(expected).forEach(inTable::set);

        assertThat(AffectedNodes.of(graph, forget, config.reach())).isEqualTo(inTable);
        assertThat(moved(model, graph, forget)).isEqualTo(inTable);
    }

    private static int[] rows(int... rows) {
        return rows;
    }

    private static Graph path() {
        var random = new Random(8);
        var values = new float[5 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Graph.of(
                LongStream.range(0, 5).toArray(),
                Adjacency.of(5, rows(0, 1, 2, 3), rows(1, 2, 3, 4), 4, false),
                new DenseFeatures(6, values),
                Labels.of(new Object[] {"a", "b", "a", "b", "a"}),
                new Split(new byte[] {1, 1, 1, 1, 1}));
    }

    private static void assertOnlyAffectedMove(Gnn model, Graph graph, ForgetSet forget) {
        var affected = AffectedNodes.of(graph, forget, model.config().reach());
        var outside = moved(model, graph, forget);
        assertThat(outside.isEmpty()).as("no row moved").isFalse();
        outside.andNot(affected);
        assertThat(outside.isEmpty()).as("rows outside that moved: " + outside).isTrue();
    }

    /** Remaining rows of {@code before}, found again by key, whose logits have other bits after the deletion. */
    private static BitSet moved(Gnn model, Graph before, ForgetSet forget) {
        var after = before.without(forget);
        int width = model.classes().size();
        var old = model.logits(before, COMPUTE).clone();
        var now = model.logits(after, COMPUTE);
        var out = new BitSet();
        for (int row = 0; row < after.nodeCount(); row++) {
            int was = before.row(after.key(row));
            boolean same = Arrays.equals(old, was * width, (was + 1) * width, now, row * width, (row + 1) * width);
            out.set(was, !same);
        }
        return out;
    }

    /** A row with features that others hear. */
    private static int sender(Graph graph, long seed) {
        var rows = new ArrayList<Integer>();
        var outgoing = graph.adjacency().reversed();
        for (int row = 3; row < graph.nodeCount(); row++) {
            if (outgoing.degree(row) > 0) {
                rows.add(row);
            }
        }
        return rows.get(new Random(seed).nextInt(rows.size()));
    }

    private static ForgetSet edge(Graph graph, long seed) {
        int source = sender(graph, seed);
        var outgoing = graph.adjacency().reversed();
        int to = outgoing.idx()[outgoing.ptr()[source]];
        return ForgetSet.ofEdge(graph.key(source), graph.key(to));
    }
}
