package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommunitiesTest {
    @Test
    void movesAtOnceWhereThereIsRoom() {
        var communities = begun(new int[] {0, 0, 1}, 2, 2);

        communities.request(0, 1);

        assertThat(communities.communityOf()).containsExactly(1, 0, 1);
        assertThat(communities.moved()).isEqualTo(1);
    }

    @Test
    void turnsAwayFromAFullCommunity() {
        var communities = begun(new int[] {0, 0, 1, 1}, 2, 2);

        communities.request(0, 1);

        assertThat(communities.communityOf()).containsExactly(0, 0, 1, 1);
        assertThat(communities.moved()).isZero();
    }

    @Test
    void givesAFreedPlaceToTheFirstInLine() {
        var communities = begun(new int[] {0, 0, 1, 1, 2}, 3, 2);
        communities.request(1, 1);
        communities.request(0, 1);

        communities.request(2, 2);

        assertThat(communities.communityOf()).containsExactly(0, 1, 2, 1, 2);
        assertThat(communities.moved()).isEqualTo(2);
    }

    @Test
    void followsTheFreedPlacesFromLineToLine() {
        // 0 waits for community 1, 2 for community 0: when 4 leaves community 1, 0 follows and makes room for 2.
        var communities = begun(new int[] {0, 0, 2, 2, 1, 1, 3}, 4, 2);
        communities.request(0, 1);
        communities.request(2, 0);

        communities.request(4, 3);

        assertThat(communities.communityOf()).containsExactly(1, 0, 0, 2, 3, 1, 3);
        assertThat(communities.moved()).isEqualTo(3);
    }

    @Test
    void knowsWhereThereIsRoomAfterAChain() {
        var communities = begun(new int[] {0, 0, 1, 1, 2}, 3, 2);
        communities.request(0, 1);
        communities.request(2, 2);
        communities.beginRound();

        communities.request(1, 2); // full now
        communities.request(4, 0); // room: one of its two has left

        assertThat(communities.communityOf()).containsExactly(1, 2, 2, 1, 0);
    }

    @Test
    void forgetsWhoWaitedWhenARoundBegins() {
        var communities = begun(new int[] {0, 0, 1, 1, 2}, 3, 2);
        communities.request(0, 1);
        communities.beginRound();

        communities.request(2, 2);

        assertThat(communities.communityOf()).containsExactly(0, 0, 2, 1, 2);
    }

    private static Communities begun(int[] communityOf, int count, int capacity) {
        var communities = new Communities(communityOf, count, capacity);
        communities.beginRound();
        return communities;
    }
}
