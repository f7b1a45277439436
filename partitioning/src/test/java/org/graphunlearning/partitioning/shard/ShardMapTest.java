package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.partition.Partition;
import org.junit.jupiter.api.Test;

class ShardMapTest {
    private static final int NONE = ShardMap.NONE;

    @Test
    void refusesArraysOfDifferentLengths() {
        assertThatThrownBy(() -> new ShardMap(2, new int[3], new int[2]))
                .hasMessage("There are shards for 3 rows and ghosts for 2.");
    }

    @Test
    void refusesAShardThatDoesNotExist() {
        assertThatThrownBy(() -> Setup.map(2, 0, 2))
                .hasMessage("Row 1 lies in shard 2 with 0 ghosts; there are 2 shards.");
    }

    @Test
    void refusesLessThanNoGhosts() {
        assertThatThrownBy(() -> new ShardMap(2, new int[1], new int[] {-1}))
                .hasMessage("Row 0 lies in shard 0 with -1 ghosts; there are 2 shards.");
    }

    @Test
    void rowsOfAShardAscend() {
        assertThat(Setup.map(3, 2, 0, NONE, 2, 0).rowsByShard()).isDeepEqualTo(new int[][] {{1, 4}, {}, {0, 3}});
    }

    @Test
    void sizesLeaveHomelessRowsOut() {
        assertThat(Setup.map(3, 2, 0, NONE, 2, 0).sizes()).containsExactly(2, 0, 2);
    }

    @Test
    void aPartitionBecomesAMapWithoutGhosts() {
        assertThat(ShardMap.of(new Partition(2, new int[] {1, 0})).ghosts()).containsExactly(0, 0);
    }

    @Test
    void ghostsStandForEdgesThatArriveFromAnotherShard() {
        var adjacency = Adjacency.of(4, new int[] {0, 1, 2, 3}, new int[] {1, 2, 1, 1}, 4, true);

        assertThat(Setup.map(2, 0, 1, 1, NONE).withGhosts(adjacency).ghosts()).containsExactly(0, 1, 0, 0);
    }

    /** Oracle: the homes of the map that follows. */
    @Test
    void homesFollowKeysNotRows() {
        var graph = Setup.citations(40, false, 3);
        var map = Setup.hashed(graph, 4);
        var left = graph.without(ForgetSet.ofNodes(graph.key(0), graph.key(7)));
        var expected = map.following(graph, left).homes(left);

        var homes = map.homes(graph).following(graph, left);

        assertThat(homes.shards()).isEqualTo(4);
        assertThat(homes.shardOfRow()).containsExactly(expected.shardOfRow());
        assertThat(homes.trains()).isEqualTo(expected.trains());
        assertThat(homes.trains().isEmpty()).isFalse();
    }

    @Test
    void aMapFollowsKeysNotRows() {
        var graph = Setup.citations(40, false, 3);
        var map = Setup.hashed(graph, 4).withGhosts(graph.adjacency());
        var left = graph.without(ForgetSet.ofNodes(graph.key(0), graph.key(7)));

        assertThat(map.following(graph, left).shardOfRow())
                .containsExactly(Arrays.stream(left.keys())
                        .map(key -> map.shardOfRow()[graph.row(key)])
                        .mapToInt(Math::toIntExact)
                        .toArray());
    }

    @Test
    void aShardHalfAgainAsLargeAsTheMeanIsStillEven() {
        assertThat(ShardMap.isLopsided(Setup.map(2, 0, 0, 0, 1).sizes())).isFalse();
    }

    @Test
    void aShardOfLessThanHalfTheMeanIsLopsided() {
        assertThat(ShardMap.isLopsided(Setup.map(2, 0, 0, 0, 0, 1).sizes())).isTrue();
    }

    @Test
    void oneShardIsNeverLopsided() {
        assertThat(ShardMap.isLopsided(ShardMap.single(5).sizes())).isFalse();
    }

    @Test
    void homesKnowWhichRowsTrain() {
        var graph = Setup.citations(40, false, 3);

        assertThat(Setup.hashed(graph, 4).homes(graph).trains().stream())
                .containsExactlyElementsOf(
                        Arrays.stream(graph.split().rows(Role.TRAIN)).boxed().toList());
    }
}
