package org.graphunlearning.gnn.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomOperators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeletionOperatorsTest {
    private static final Graph GRAPH = TestGraphs.random(40, 80, false, 2);

    private static Gnn model(Architecture architecture) {
        return Gnn.initial(new ModelConfig(architecture, 2, 5, 2, 0, true), 8, GRAPH.classes(), 3);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theyTravelInTheBytesOfAModel(Architecture architecture) {
        var plain = model(architecture);
        var model = RandomOperators.with(plain, RandomOperators.draw(plain, GRAPH, 4));

        var back = ModelCodec.decode(ModelCodec.encode(model));

        assertThat(back.sha256()).isEqualTo(model.sha256());
        var was = model.sidecar().operators();
        var is = back.sidecar().operators();
        assertThat(was).isNotNull();
        assertThat(is).isNotNull();
        assertThat(is.endpoints()).isEqualTo(was.endpoints());
        assertThat(is.altered()).isEqualTo(was.altered());
        try (var compute = Compute.withThreads(1)) {
            assertThat(back.probabilities(GRAPH, compute)).isEqualTo(model.probabilities(GRAPH, compute));
            assertThat(back.probabilities(GRAPH, compute)).isNotEqualTo(plain.probabilities(GRAPH, compute));
        }
    }

    @Test
    void theHashCoversEveryBitOfThem() {
        var plain = model(Architecture.GCN);
        var operators = RandomOperators.draw(plain, GRAPH, 4);
        var first = operators.layers().get(0);
        var matrix = first.matrix().clone();
        matrix[7] = Math.nextUp(matrix[7]);
        var otherMatrix = new DeletionOperators.Operator(first.width(), matrix, first.nodes());
        var fewerNodes = new DeletionOperators.Operator(
                first.width(), first.matrix(), Arrays.copyOf(first.nodes(), first.nodes().length - 1));

        assertThat(hash(plain, operators))
                .isNotEqualTo(plain.sha256())
                .isNotEqualTo(hash(plain, replaced(operators, otherMatrix)))
                .isNotEqualTo(hash(plain, replaced(operators, fewerNodes)))
                .isNotEqualTo(hash(plain, operators.withoutMatrices()))
                .isEqualTo(hash(plain.copy(), operators));
    }

    private static byte[] hash(Gnn model, DeletionOperators operators) {
        return RandomOperators.with(model, operators).sha256();
    }

    private static DeletionOperators replaced(DeletionOperators all, DeletionOperators.Operator first) {
        return new DeletionOperators(List.of(first, all.layers().get(1)), all.endpoints(), all.altered());
    }

    @Test
    void anEntryThatIsNotANumberMakesTheModelNotFinite() {
        var model = model(Architecture.GCN);
        var operators = RandomOperators.draw(model, GRAPH, 4);
        operators.layers().get(1).matrix()[2] = Float.NaN;

        assertThat(model.isFinite()).isTrue();
        assertThat(RandomOperators.with(model, operators).isFinite()).isFalse();
    }

    @Test
    void scalingWalksFromTheIdentity() {
        var model = model(Architecture.SGC);
        var operators = RandomOperators.draw(model, GRAPH, 4);
        var identities = RandomOperators.identities(model, GRAPH);

        assertThat(operators.scaled(1).layers().get(0).matrix())
                .isEqualTo(operators.layers().get(0).matrix());
        assertThat(operators.scaled(0).layers().get(0).matrix())
                .isEqualTo(identities.layers().get(0).matrix());
        assertThat(operators.scaled(0.5).layers().get(0).matrix()[1])
                .isEqualTo(0.5f * operators.layers().get(0).matrix()[1]);
    }

    @Test
    void nodesThatAreGoneLeaveNoKeyBehind() {
        var model = model(Architecture.GCN);
        var operators = RandomOperators.draw(model, GRAPH, 4);
        long gone = operators.layers().get(0).nodes()[2];

        var left = operators.among(key -> key != gone);

        assertThat(left.layers()).allSatisfy(layer -> assertThat(layer.nodes()).doesNotContain(gone));
        assertThat(left.endpoints()).doesNotContain(gone);
        assertThat(left.altered()).doesNotContain(gone);
        assertThat(operators.among(key -> true)).isSameAs(operators);
    }

    @Test
    void badShapesAreRefused() {
        assertThatThrownBy(() -> new DeletionOperators.Operator(65_536, new float[0], new long[0]))
                .hasMessage("A deletion operator must be square.");
        assertThatThrownBy(() -> new DeletionOperators.Operator(1, new float[1], new long[] {4, 4}))
                .hasMessage("The node keys of deletion operators must ascend.");
        assertThatThrownBy(() -> new DeletionOperators(List.of(), new long[] {4, 3}, new long[0]))
                .hasMessage("The node keys of deletion operators must ascend.");
    }
}
