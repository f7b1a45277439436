package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphunlearning.gnn.graph.Adjacency;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    @Test
    void sharesTheRowsOfAnUndirectedGraph() {
        var adjacency = Adjacency.of(3, new int[] {0, 1}, new int[] {1, 2}, 2, false);

        assertThat(Neighbours.of(adjacency).idx()).isSameAs(adjacency.idx());
    }

    @Test
    void seesDirectedEdgesFromBothEndsAndOpposedOnesTwice() {
        var adjacency = Adjacency.of(4, new int[] {0, 1, 2}, new int[] {1, 0, 1}, 3, true);

        var neighbours = Neighbours.of(adjacency);

        assertThat(neighbours.ptr()).containsExactly(0, 2, 5, 6, 6);
        assertThat(neighbours.idx()).containsExactly(1, 1, 0, 2, 0, 1);
    }
}
