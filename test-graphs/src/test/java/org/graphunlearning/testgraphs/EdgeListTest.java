package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EdgeListTest {
    @Test
    void turnsSortsAndMergesPairsAndDropsLoops() {
        var edges = EdgeList.undirected(4, new int[] {3, 2, 1, 0, 2}, new int[] {0, 2, 0, 1, 1});

        assertThat(edges).isEqualTo(new EdgeList(new int[] {0, 0, 1}, new int[] {1, 3, 2}, false));
    }

    @Test
    void makesAnEmptyListFromNoPairs() {
        assertThat(EdgeList.undirected(3, new int[0], new int[0]).size()).isZero();
    }

    @Test
    void countsBothEndsAsDegree() {
        var edges = new EdgeList(new int[] {0, 0}, new int[] {1, 2}, false);

        assertThat(edges.degrees(4)).containsExactly(2, 1, 1, 0);
    }

    @Test
    void keepsLoopsAndParallelsOfDirectedEdges() {
        var edges = new EdgeList(new int[] {1, 1, 0}, new int[] {1, 1, 2}, true);

        assertThat(edges.degrees(3)).containsExactly(1, 4, 1);
    }

    @Test
    void refusesArraysOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EdgeList(new int[] {0}, new int[0], false))
                .withMessage("There are 1 sources but 0 targets.");
    }

    @Test
    void refusesNegativeEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EdgeList(new int[] {-1}, new int[] {0}, true))
                .withMessage("Edge 0 has a negative end.");
    }

    @Test
    void refusesUndirectedEdgeFromHighToLow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EdgeList(new int[] {2}, new int[] {1}, false))
                .withMessage("Edge 0 is undirected, so its source must be below its target.");
    }

    @Test
    void refusesUndirectedRepeat() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EdgeList(new int[] {0, 0}, new int[] {1, 1}, false))
                .withMessageStartingWith("Edge 1 is not after the edge before it");
    }

    @Test
    void tellsDirectedFromUndirected() {
        var ends = new int[] {0};
        var otherEnds = new int[] {1};

        assertThat(new EdgeList(ends, otherEnds, true)).isNotEqualTo(new EdgeList(ends, otherEnds, false));
    }

    @Test
    void printsNoContent() {
        assertThat(new EdgeList(new int[] {0}, new int[] {1}, false)).hasToString("EdgeList[edges=1, directed=false]");
    }
}
