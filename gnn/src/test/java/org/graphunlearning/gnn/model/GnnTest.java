package org.graphunlearning.gnn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GnnTest {
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void probabilitiesSumToOneAndNeedNoWholeGraph(Architecture architecture) {
        var graph = TestGraphs.random(60, 100, false, 2);
        var model = Gnn.initial(ModelConfig.defaults(architecture), 8, graph.classes(), 5);
        try (var compute = Compute.withThreads(1)) {
            var all = model.probabilities(graph, compute);
            for (int row = 0; row < 60; row++) {
                assertThat(all[3 * row] + all[3 * row + 1] + all[3 * row + 2]).isCloseTo(1f, offset(1e-6f));
            }
            var some = model.probabilities(graph, new int[] {4, 17, 59}, compute);
            assertThat(some)
                    .containsExactly(
                            all[12], all[13], all[14], all[51], all[52], all[53], all[177], all[178], all[179]);
        }
    }

    @Test
    void oneDifferentBitIsAnotherHash() {
        var model = Gnn.initial(ModelConfig.defaults(Architecture.GCN), 4, List.of("a", "b"), 1);
        var other = model.copy();
        assertThat(other.sha256()).isEqualTo(model.sha256());

        other.parameters().get(0).host()[3] =
                Math.nextUp(other.parameters().get(0).host()[3]);

        assertThat(other.sha256()).isNotEqualTo(model.sha256());
    }

    @Test
    void refusesFeaturesOfAnotherWidth() {
        var graph = TestGraphs.random(10, 10, false, 1);
        var model = Gnn.initial(ModelConfig.defaults(Architecture.GCN), 9, graph.classes(), 1);

        assertThatThrownBy(() -> model.everywhere(graph))
                .hasMessage("The model reads 9 feature columns; the graph has 8.");
    }

    @Test
    void aShapeOutOfRangeIsRefusedByName() {
        assertThatThrownBy(() -> ModelConfig.defaults(Architecture.GCN).withDropout(1))
                .hasMessage("`dropout` must lie in [0, 1), not 1.0.");
        assertThatThrownBy(() -> ModelConfig.defaults(Architecture.GCN).withLayers(0))
                .hasMessage("`layers` must lie between 1 and 16, not 0.");
    }
}
