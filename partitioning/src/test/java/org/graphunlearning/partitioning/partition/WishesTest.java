package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.junit.jupiter.api.Test;

class WishesTest {
    /** Rows 0 and 5 have one and three neighbours among rows 1, 2 and 3; row 4 has none at all. */
    private static final Graph GRAPH = CutGraphs.plain(6, new int[] {0, 5, 5, 5}, new int[] {1, 1, 2, 3}, false);

    private final Wishes wishes = new Wishes(Neighbours.of(GRAPH.adjacency()), GRAPH.keys());

    @Test
    void servesThoseWithMostToGainFirst() {
        read(new int[] {0, 1, 1, 1, 0, 0}, 1);

        assertThat(wishes.wanted(5)).isEqualTo(1);
        assertThat(wishes.wanted(0)).isEqualTo(1);
        assertThat(wishes.row(0)).isEqualTo(5);
        assertThat(IntStream.range(0, wishes.count()).map(wishes::row))
                .contains(0)
                .doesNotContain(4);
    }

    @Test
    void wantsNothingElseWhereMostNeighboursAre() {
        read(new int[6], 1);

        assertThat(wishes.count()).isZero();
    }

    @Test
    void countsEachEdgeInsideTwice() {
        assertThat(read(new int[6], 1)).isEqualTo(8);
        assertThat(read(new int[] {0, 1, 1, 1, 0, 0}, 1)).isZero();
        assertThat(read(new int[] {0, 0, 1, 1, 0, 0}, 1)).isEqualTo(4);
    }

    @Test
    void drawsEachTiedCommunityAboutEquallyOften() {
        // Row 5 has a neighbour in each of three communities.
        var times = new int[3];
        for (long purpose = 0; purpose < 3000; purpose++) {
            read(new int[] {0, 0, 1, 2, 0, 3}, purpose);
            times[wishes.wanted(5)]++;
        }

        // Four standard deviations are 103.
        assertThat(times[0]).isBetween(897, 1103);
        assertThat(times[1]).isBetween(897, 1103);
    }

    private long read(int[] communityOf, long purpose) {
        try (var compute = Compute.withThreads(1)) {
            return wishes.read(new Communities(communityOf, 4, 6), purpose, compute);
        }
    }
}
