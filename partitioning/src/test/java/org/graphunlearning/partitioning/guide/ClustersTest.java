package org.graphunlearning.partitioning.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.partition.Cuts;
import org.graphunlearning.partitioning.partition.Partition;
import org.junit.jupiter.api.Test;

class ClustersTest {
    @Test
    void findsGroupsThatLieApart() {
        for (int seed = 0; seed < 10; seed++) {
            var random = new Random(seed);
            var points = new double[300 * 3];
            var group = new long[300];
            for (int i = 0; i < 300; i++) {
                group[i] = random.nextInt(3);
                for (int c = 0; c < 3; c++) {
                    points[i * 3 + c] = (c == group[i] ? 1 : 0) + 0.1 * random.nextGaussian();
                }
            }

            var shard = KMeans.cluster(points, 3, seed, () -> {}).shard();

            assertThat(Cuts.recovered(new Partition(3, shard), group)).isGreaterThan(0.99);
        }
    }

    @Test
    void putsEachPointIntoTheClusterItPaysLeastFor() {
        var clusters = KMeans.cluster(Matrices.random(200, 4, new Random(1)), 4, 1, () -> {});

        for (int i = 0; i < 200; i++) {
            var costs = Arrays.copyOfRange(clusters.cost(), i * 4, i * 4 + 4);
            assertThat(costs[clusters.shard()[i]])
                    .isEqualTo(Arrays.stream(costs).min().orElseThrow());
        }
    }

    @Test
    void clustersPointsThatAreAllAlike() {
        assertThat(KMeans.cluster(new double[40], 4, 1, () -> {}).shard()).hasSize(10);
    }

    @Test
    void letsThoseLeaveThatLoseLeast() {
        // Costs of staying are 0; rows 1 and 3 lose least by going to shard 1, but there is room for one there.
        var clusters =
                new Clusters(new int[] {0, 0, 0, 0, 1}, new double[] {0, 9, 9, 0, 1, 5, 0, 8, 9, 0, 2, 3, 9, 0, 9});

        Evening.cap(clusters, 3, 2, () -> {});

        assertThat(clusters.shard()).containsExactly(0, 1, 0, 2, 1);
    }

    @Test
    void capsWhateverTheCosts() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var clusters =
                    new Clusters(random.ints(100, 0, 1 + random.nextInt(7)).toArray(), Matrices.random(100, 7, random));

            Evening.cap(clusters, 7, 15, () -> {});

            var sizes = new Partition(7, clusters.shard()).sizes();
            assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThanOrEqualTo(15);
            assertThat(sizes).doesNotContain(0);
        }
    }

    @Test
    void leavesNoShardEmpty() {
        var clusters = new Clusters(new int[] {0, 0, 1}, new double[] {0, 1, 7, 0, 1, 5, 1, 0, 1});

        Evening.cap(clusters, 3, 2, () -> {});

        assertThat(clusters.shard()).containsExactly(0, 2, 1);
    }

    @Test
    void givesLeftoversToTheShardThatLacksThem() {
        var adjacency = Adjacency.of(6, new int[0], new int[0], 0, false);
        var roles = new Role[6];
        Arrays.fill(roles, Role.TRAIN);
        roles[3] = Role.TEST;
        var graph = Cuts.graph(adjacency, new long[] {0, 1, 0, 1, 1, 0}, roles);
        var shard = new int[] {0, 1, -1, -1, -1, 1};

        Leftovers.place(graph, shard, 3, 3);

        assertThat(shard)
                .as("row 2 joins shard 2, empty of class 0; then row 4 joins the smaller of 0 and 2; 3 the smallest")
                .containsExactly(0, 1, 2, 2, 0, 1);
    }
}
