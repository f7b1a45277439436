package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: the logits before, multiplied. */
class ScaleOutputsTest {
    static Stream<Case> cases() {
        return Case.all(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLastLayerMultipliesEveryLogitThroughItsParameters(Case one) {
        var graph = one.graph();
        var model = one.model(graph);
        try (var compute = Compute.withThreads(1)) {
            float[] before = model.logits(graph, compute).clone();

            model.layers().get(model.layers().size() - 1).scaleOutputs(1.3f);

            float[] after = model.logits(graph, compute);
            for (int i = 0; i < before.length; i++) {
                assertThat((double) after[i]).isCloseTo(1.3 * before[i], within(1e-5 * (1 + Math.abs(before[i]))));
            }
        }
    }
}
