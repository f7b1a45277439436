package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.junit.jupiter.api.Test;

class CrossingEdgesTest {
    private final Graph clean = SmallGraphs.keyed(3);

    @Test
    void joinsATrainingNodeToANodeOfAnotherClass() {
        assertThat(CrossingEdges.of(clean, 0.5, 1).added()).allSatisfy(edge -> {
            int a = clean.row(edge.source());
            int b = clean.row(edge.target());
            assertThat(clean.labels().ofRow()[a]).isNotEqualTo(clean.labels().ofRow()[b]);
            assertThat(List.of(clean.split().role(a), clean.split().role(b))).contains(Role.TRAIN);
            assertThat(clean.adjacency().contains(a, b)).isFalse();
        });
    }

    @Test
    void addsAsManyAsAskedForEachOnce() {
        for (double share : new double[] {0.1, 0.5}) {
            var crossing = CrossingEdges.of(clean, share, 2);
            int expected = (int) Math.round(share * clean.adjacency().edgeCount());
            assertThat(new HashSet<>(crossing.added())).hasSize(expected);
            assertThat(crossing.graph().adjacency().edgeCount())
                    .isEqualTo(clean.adjacency().edgeCount() + expected);
        }
    }

    @Test
    void isTheCleanGraphAgainWithoutThem() {
        var crossing = CrossingEdges.of(clean, 0.5, 3);
        var forget = new ForgetSet(new long[0], crossing.added(), List.of(), new long[0]);
        assertThat(crossing.graph().fingerprint()).isNotEqualTo(clean.fingerprint());
        assertThat(crossing.graph().without(forget).fingerprint()).isEqualTo(clean.fingerprint());
    }

    @Test
    void drawsTheSameForASeed() {
        assertThat(CrossingEdges.of(clean, 0.1, 4).added())
                .isEqualTo(CrossingEdges.of(clean, 0.1, 4).added())
                .isNotEqualTo(CrossingEdges.of(clean, 0.1, 5).added());
    }

    @Test
    void saysThatThereIsNoRoom() {
        assertThatThrownBy(() -> CrossingEdges.of(clean, 100, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The graph has no room for \\d+ more edges between classes\\.");
    }
}
