package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GraphDataTest {
    private static final EdgeList ONE_EDGE = new EdgeList(new int[] {0}, new int[] {1}, false);

    @Test
    void acceptsAGraphWithoutNodes() {
        var empty = new EdgeList(new int[0], new int[0], false);

        assertThat(new GraphData("empty", empty, SparseRows.none(0), NodeMarks.none(0)).nodeCount())
                .isZero();
    }

    @Test
    void refusesEdgeOutsideTheNodes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphData("one", ONE_EDGE, SparseRows.none(1), NodeMarks.none(1)))
                .withMessage("Edge 0 has an end outside the 1 nodes.");
    }

    @Test
    void refusesFeaturesOfOtherNodes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphData("two", ONE_EDGE, SparseRows.none(3), NodeMarks.none(2)))
                .withMessage("Features cover 3 nodes, but labels cover 2.");
    }

    @Test
    void refusesNameThatCouldBreakAFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphData("a\"b", ONE_EDGE, SparseRows.none(2), NodeMarks.none(2)))
                .withMessageStartingWith("A graph name has 1 to 100 letters");
    }

    @Test
    void refusesLabelBelowMinusOne() {
        var none = NodeMarks.none(1).split();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeMarks(new long[] {-2}, none, none))
                .withMessage("The label of node 0 is below -1.");
    }

    @Test
    void refusesSplitOfOtherLength() {
        var one = NodeMarks.none(1).split();
        var two = NodeMarks.none(2).split();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeMarks(new long[] {0, 0}, one, two))
                .withMessage("Labels cover 2 nodes, but the splits cover 1 and 2.");
    }

    @Test
    void refusesMissingSplit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeMarks(new long[] {0}, new NodeSplit[1], new NodeSplit[1]))
                .withMessage("Node 0 has no split; use NONE.");
    }

    @Test
    void countsClassesWithoutTheUnlabelled() {
        var none = NodeMarks.none(4).split();

        assertThat(new NodeMarks(new long[] {7, -1, 7, 9}, none, none).classCount())
                .isEqualTo(2);
    }

    @Test
    void comparesByContent() {
        assertThat(KarateClub.communities())
                .isEqualTo(KarateClub.communities())
                .hasSameHashCodeAs(KarateClub.communities())
                .isNotEqualTo(KarateClub.factions());
    }

    @Test
    void printsNoContent() {
        assertThat(KarateClub.factions().toString())
                .contains("karate", "edges=78", "nodes=34", "classes=2", "values=34")
                .hasSizeLessThan(200);
    }
}
