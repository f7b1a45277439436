package org.graphunlearning.gnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final List<Object> CLASSES = List.of("a", "b", "c");

    /** One row per label, all for testing, then a row of another role. */
    private static Graph graph(@Nullable Object... labels) {
        int n = labels.length + 1;
        var all = Arrays.copyOf(labels, n);
        all[n - 1] = "a";
        var roles = new byte[n];
        Arrays.fill(roles, (byte) Role.TEST.ordinal());
        roles[n - 1] = (byte) Role.TRAIN.ordinal();
        return Graph.of(
                IntStream.range(0, n).mapToLong(i -> 1337 + 3L * i).toArray(),
                Adjacency.of(n, new int[0], new int[0], 0, false),
                new DenseFeatures(1, new float[n]),
                Labels.of(all),
                new Split(roles));
    }

    /** Scores whose maxima are the classes named; the last row, of another role, gets the first class. */
    private static float[] predicting(int... outputs) {
        int width = CLASSES.size();
        var scores = new float[(outputs.length + 1) * width];
        for (int row = 0; row < outputs.length; row++) {
            scores[row * width + outputs[row]] = 1;
        }
        return scores;
    }

    private static double macroF1(Graph graph, int... outputs) {
        return Scores.macroF1(CLASSES, graph, predicting(outputs), Role.TEST);
    }

    @Test
    void isOneWhenEveryPredictionIsRight() {
        assertThat(macroF1(graph("a", "b", "b"), 0, 1, 1)).isEqualTo(1);
    }

    @Test
    void meansOverClassesWhateverTheirSize() {
        // a: P 3/4, R 3/3; b: P 1/2, R 1/2; c: P 0, R 0 (its only row went to a).
        var graph = graph("a", "a", "a", "b", "b", "c");

        assertThat(macroF1(graph, 0, 0, 0, 1, 2, 0)).isCloseTo((6 / 7.0 + 2 / 3.0 + 0) / 3, offset(1e-12));
    }

    @Test
    void leavesOutClassesThatNeitherOccurNorArePredicted() {
        assertThat(macroF1(graph("a", "b", "a"), 0, 1, 1)).isCloseTo((2 / 3.0 + 2 / 3.0) / 2, offset(1e-12));
    }

    @Test
    void countsLabelsThatTheModelDoesNotKnow() {
        assertThat(macroF1(graph("a", "zebra"), 0, 0)).isCloseTo((2 / 3.0 + 0) / 2, offset(1e-12));
    }

    @Test
    void countsPredictionsThatNoRowCouldHave() {
        assertThat(macroF1(graph("a", "a"), 0, 2)).isCloseTo((2 / 3.0 + 0) / 2, offset(1e-12));
    }

    @Test
    void looksAtLabelledRowsOfTheRoleOnly() {
        assertThat(macroF1(graph("a", null, "b"), 0, 2, 1)).isEqualTo(1);
        assertThat(Scores.macroF1(CLASSES, graph("a"), predicting(1), Role.TRAIN))
                .isEqualTo(1);
        assertThat(Scores.macroF1(CLASSES, graph("a"), predicting(1), Role.VALIDATION))
                .isNaN();
    }
}
