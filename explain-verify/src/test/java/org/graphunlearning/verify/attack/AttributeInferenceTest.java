package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.junit.jupiter.api.Test;

class AttributeInferenceTest {
    private static ForgetSet wholeVectors(Graph graph, int count, long seed) {
        var out = ForgetSet.nothing();
        for (long key : Trained.trainingKeys(graph, count, seed)) {
            out = out.and(ForgetSet.ofFeatures(key));
        }
        return out;
    }

    private static Graph dense(Graph graph) {
        var x = (SparseFeatures) graph.features();
        var values = new float[x.rows() * x.columns()];
        for (int row = 0; row < x.rows(); row++) {
            for (int column : FeatureCells.columns(x, row)) {
                values[row * x.columns() + column] = FeatureCells.value(x, row, column);
            }
        }
        return Graph.of(
                graph.keys(), graph.adjacency(), new DenseFeatures(x.columns(), values), graph.labels(), graph.split());
    }

    private static void assertSame(Features one, Features other) {
        for (int row = 0; row < one.rows(); row++) {
            assertThat(FeatureCells.columns(one, row)).isEqualTo(FeatureCells.columns(other, row));
            for (int column = 0; column < one.columns(); column++) {
                assertThat(FeatureCells.value(one, row, column)).isEqualTo(FeatureCells.value(other, row, column));
            }
        }
    }

    @Test
    void writesTheSameValuesSparseAndDense() {
        var graph = Trained.graph(40, 3, 1);
        int[] rows = {0, 7, 39};
        int[] columns = {0, 5, 150, 299};
        assertSame(graph.features(), dense(graph).features());
        for (float value : new float[] {2.5f, 0}) {
            var sparse = FeatureCells.with(graph, rows, columns, value).features();
            var full = FeatureCells.with(dense(graph), rows, columns, value).features();
            assertThat(sparse).isInstanceOf(SparseFeatures.class);
            assertSame(sparse, full);
            assertThat(FeatureCells.value(sparse, 7, 150)).isEqualTo(value);
            assertThat(FeatureCells.value(sparse, 8, 150)).isEqualTo(FeatureCells.value(graph.features(), 8, 150));
        }
    }

    /** The ball must give what the whole graph gives, whatever weights the messages have. */
    @Test
    void scoresOnABallAsOnTheWholeGraph() {
        for (var architecture : List.of(Architecture.GCN, Architecture.GAT, Architecture.SAGE)) {
            var graph = Trained.graph(300, 3, 2);
            var shape = ModelConfig.defaults(architecture).withHiddenChannels(8);
            var model = BlackBox.of(Gnn.initial(shape, graph.features().columns(), graph.classes(), 4));
            var c = new MembershipCase(
                    graph, graph, ForgetSet.nothing(), new MembershipCase.Models(model, model, null), View.PROBE, 1);
            for (long key : Trained.trainingKeys(graph, 10, 1)) {
                int column = FeatureCells.columns(graph.features(), graph.row(key))[0];
                var cell = new Cell(key, column, 1.5f);
                assertThat(new CellScores(c).advantages(List.of(cell), model, Trained.COMPUTE)[0])
                        .as("%s, key %d", architecture, key)
                        .isCloseTo(whole(model, graph, cell), within(1e-5));
            }
        }
    }

    private static double whole(BlackBox model, Graph graph, Cell cell) {
        int row = graph.row(cell.node());
        var in = graph.adjacency();
        double out = 0;
        for (int sign : new int[] {1, -1}) {
            float value = sign > 0 ? cell.value() : 0;
            var shown = FeatureCells.with(graph, new int[] {row}, new int[] {cell.column()}, value);
            var phi = Answers.of(model, shown, graph.keys(), Trained.COMPUTE).scores(MemberScore.PHI);
            double others = Arrays.stream(in.idx(), in.ptr()[row], in.ptr()[row + 1])
                    .mapToDouble(j -> phi[j])
                    .average()
                    .orElse(0);
            out += sign * (phi[row] + others);
        }
        return out;
    }

    @Test
    void countsOnlyValuesThatAreNotZero() {
        var graph = Trained.graph(60, 3, 1);
        long key = graph.key(4);
        int[] there = FeatureCells.columns(graph.features(), 4);
        var forget = ForgetSet.ofFeatures(key).and(ForgetSet.ofFeatures(key, there[0], (there[0] + 1) % 300));
        var model = BlackBox.of(Gnn.initial(Trained.overfitting(1).model(), 300, graph.classes(), 1));
        var c = new MembershipCase(
                graph, graph.without(forget), forget, new MembershipCase.Models(model, model, null), View.PROBE, 1);
        assertThat(Cell.forgotten(c))
                .extracting(Cell::column)
                .containsExactly(Arrays.stream(there).boxed().toArray(Integer[]::new));
    }

    @Test
    void comparesThreeModelsAgainstTheSameColumns() {
        var graph = Trained.graph(400, 3, 3);
        var trained = Trained.without(graph, wholeVectors(graph, 8, 1), 3);
        var c = trained.attacked(trained.reference(), View.PROD);
        var found = new AttributeInference(3, 40).run(c, Trained.COMPUTE);
        assertThat(found.noop().n1()).isEqualTo(40);
        assertThat(found.noop().n0()).isBetween(100, 120);
        assertThat(found.noop().setting().view()).isEqualTo(View.PROBE);
        assertThat(found.post()).isEqualTo(found.reference());
        assertThat(found.warnings()).anyMatch(w -> w.endsWith("40 were looked at."));
        assertThat(new AttributeInference(3, 40).run(c, Trained.COMPUTE)).isEqualTo(found);
    }

    @Test
    void refusesNothingToInferAndBadSizes() {
        var trained = Trained.withoutNodes(2, 1);
        assertThatThrownBy(() ->
                        new AttributeInference().run(trained.attacked(trained.noop(), View.PROBE), Trained.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no feature value that is not zero");
        assertThatThrownBy(() -> new AttributeInference(0, 50)).hasMessageContaining("`negativesPerCell`");
        assertThatThrownBy(() -> new AttributeInference(5, 5)).hasMessageContaining("`mostCells`");
    }
}
