package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.junit.jupiter.api.Test;

/** Oracle: the probabilities themselves. */
class BlackBoxTest {
    private static final Graph GRAPH = Trained.graph(60, 3, 1);
    private static final int[] ROWS = {0, 5, 17};

    @Test
    void answersWithLogarithmsOfProbabilities() {
        var model = Gnn.initial(Trained.overfitting(1).model(), GRAPH.features().columns(), GRAPH.classes(), 1);
        var box = BlackBox.of(model.classes(), 3, model::probabilities);

        float[] logits = box.logits(GRAPH, ROWS, Trained.COMPUTE);

        float[] expected = model.probabilities(GRAPH, ROWS, Trained.COMPUTE);
        assertThat(logits).hasSameSizeAs(expected).hasSize(3 * box.classes().size());
        for (int i = 0; i < logits.length; i++) {
            assertThat(Math.exp(logits[i])).isCloseTo(expected[i], Offset.offset(1e-6));
        }
        assertThat(box.hops()).isEqualTo(3);
    }

    @Test
    void aProbabilityOfNothingIsStillANumber() {
        var box = BlackBox.of(List.of("a", "b"), 2, (graph, rows, compute) -> new float[] {1f, 0f});

        float[] logits = box.logits(GRAPH, new int[] {0}, Trained.COMPUTE);

        assertThat(logits[0]).isZero();
        assertThat((double) logits[1]).isCloseTo(Math.log(Float.MIN_NORMAL), Offset.offset(1e-5));
    }
}
