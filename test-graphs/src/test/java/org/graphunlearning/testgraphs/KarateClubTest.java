package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KarateClubTest {
    private final GraphData club = KarateClub.communities();

    @Test
    void has34MembersAnd78Friendships() {
        assertThat(club.nodeCount()).isEqualTo(34);
        assertThat(club.edgeCount()).isEqualTo(78);
        assertThat(club.directed()).isFalse();
    }

    @Test
    void hasThePublishedDegrees() {
        assertThat(club.degrees())
                .containsExactly(
                        16, 9, 10, 6, 3, 4, 4, 4, 5, 2, 3, 1, 2, 5, 2, 2, 2, 2, 2, 3, 2, 2, 2, 5, 3, 3, 2, 4, 3, 4, 4,
                        6, 12, 17);
    }

    @Test
    void has45Triangles() {
        assertThat(Shape.triangles(club)).isEqualTo(45);
    }

    @Test
    void isConnected() {
        assertThat(Shape.components(club)).isEqualTo(1);
    }

    @Test
    void hasFourCommunitiesOfKnownSize() {
        assertThat(Shape.classSizes(club)).containsExactly(13, 12, 4, 5);
    }

    @Test
    void hasTwoFactionsOf17() {
        assertThat(Shape.classSizes(KarateClub.factions())).containsExactly(17, 17);
    }

    @Test
    void trainsOnOneMemberOfEachCommunity() {
        assertThat(trainingLabels(club)).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
        assertThat(Shape.count(club.split(), NodeSplit.TEST)).isEqualTo(30);
    }

    @Test
    void trainsOnInstructorAndPresident() {
        var factions = KarateClub.factions();

        assertThat(factions.split()[0]).isEqualTo(NodeSplit.TRAIN);
        assertThat(factions.split()[33]).isEqualTo(NodeSplit.TRAIN);
        assertThat(trainingLabels(factions)).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void hasIdentityFeatures() {
        assertThat(club.features()).isEqualTo(SparseRows.identity(34));
    }

    @Test
    void handsOutFreshArrays() {
        KarateClub.communities().labels()[0] = 99;

        assertThat(KarateClub.communities().labels()[0]).isEqualTo(1);
    }

    private static List<Long> trainingLabels(GraphData graph) {
        return IntStream.range(0, graph.nodeCount())
                .filter(node -> graph.split()[node] == NodeSplit.TRAIN)
                .mapToObj(node -> graph.labels()[node])
                .toList();
    }
}
