package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.junit.jupiter.api.Test;

class StrangersTest {
    @Test
    void noStrangerIsTheNodeItselfOrLinkedWithIt() {
        for (boolean directed : new boolean[] {false, true}) {
            var graph = TestGraphs.random(40, 150, directed, 3);
            var strangers = new Strangers(graph, 7);
            for (int row = 0; row < 40; row++) {
                for (int loss = -1; loss < 20; loss++) {
                    int other = strangers.draw(row, loss);
                    assertThat(other).isNotEqualTo(row);
                    assertThat(graph.adjacency().contains(row, other)).isFalse();
                    assertThat(graph.adjacency().contains(other, row)).isFalse();
                }
            }
        }
    }

    @Test
    void drawsSpreadOverTheGraph() {
        var graph = TestGraphs.random(50, 0, false, 3);
        var strangers = new Strangers(graph, 7);
        var seen = new int[50];
        for (int row = 0; row < 50; row++) {
            for (int loss = 0; loss < 100; loss++) {
                seen[strangers.draw(row, loss)]++;
            }
        }
        // Gaps on the ring are unequal: a node is drawn 100 times on average, and the widest of 50 gaps is a few times
        // the mean.
        assertThat(Arrays.stream(seen).filter(count -> count > 0).count()).isGreaterThan(45);
        assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(1000);
    }

    @Test
    void aDeletionElsewhereMovesOnlyDrawsThatFellOnIt() {
        var graph = TestGraphs.random(60, 100, false, 5);
        long gone = graph.key(17);
        var after = graph.without(ForgetSet.ofNodes(gone));
        var before = new Strangers(graph, 7);
        var now = new Strangers(after, 7);
        int kept = 0;
        for (int row = 0; row < 60; row++) {
            for (int loss = 0; loss < 10 && row != 17; loss++) {
                long was = graph.key(before.draw(row, loss));
                if (was != gone) {
                    assertThat(after.key(now.draw(after.row(graph.key(row)), loss)))
                            .isEqualTo(was);
                    kept++;
                }
            }
        }
        assertThat(kept).isGreaterThan(500);
    }

    @Test
    void whoIsLinkedWithEverybodyStaysAlone() {
        var star = Graph.of(
                new long[] {1, 2, 3},
                Adjacency.of(3, new int[] {0, 0}, new int[] {1, 2}, 2, false),
                new DenseFeatures(1, new float[3]),
                Labels.of(new Object[3]),
                new Split(new byte[3]));

        assertThat(new Strangers(star, 1).draw(0, 0)).isZero();
        assertThat(new Strangers(star, 1).draw(1, 0)).isEqualTo(2);
    }
}
