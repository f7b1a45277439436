package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Adjacency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    @Test
    void singlePutsEveryRowIntoShardZero() {
        var partition = Partition.single(5);

        assertThat(partition.sizes()).containsExactly(5);
        assertThat(partition.balance()).isEqualTo(1);
        assertThat(partition.keptEdges(Adjacency.of(5, new int[] {0, 1}, new int[] {1, 2}, 2, false)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithCountingByHand(int seed) {
        var random = new Random(seed);
        int n = 1 + random.nextInt(30);
        int shards = 1 + random.nextInt(5);
        int edges = random.nextInt(80);
        var sources = random.ints(edges, 0, n).toArray();
        var targets = random.ints(edges, 0, n).toArray();
        boolean directed = random.nextBoolean();
        var adjacency = Adjacency.of(n, sources, targets, edges, directed);
        var partition = new Partition(shards, random.ints(n, 0, shards).toArray());

        int all = 0;
        int kept = 0;
        for (int i = 0; i < n; i++) {
            for (int j = directed ? 0 : i + 1; j < n; j++) {
                if (adjacency.contains(i, j)) {
                    all++;
                    kept += partition.shardOfRow()[i] == partition.shardOfRow()[j] ? 1 : 0;
                }
            }
        }
        assertThat(partition.keptEdges(adjacency)).isCloseTo(all == 0 ? 1 : kept / (double) all, within(1e-12));

        var sizes = IntStream.range(0, shards)
                .map(shard -> (int) Arrays.stream(partition.shardOfRow())
                        .filter(s -> s == shard)
                        .count())
                .toArray();
        assertThat(partition.sizes()).containsExactly(sizes);
        double mean = n / (double) shards;
        assertThat(partition.balance()).isCloseTo(Arrays.stream(sizes).max().orElse(0) / mean, within(1e-12));
    }

    @Test
    void callsAGraphWithoutRowsEven() {
        assertThat(new Partition(3, new int[0]).balance()).isEqualTo(1);
    }

    @Test
    void refusesAShardThatDoesNotExist() {
        assertThatThrownBy(() -> new Partition(2, new int[] {0, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Row 1 lies in shard 2; shards run from 0 to 1.");
    }

    @Test
    void refusesAGraphOfAnotherSize() {
        var adjacency = Adjacency.of(2, new int[0], new int[0], 0, false);

        assertThatThrownBy(() -> Partition.single(3).keptEdges(adjacency))
                .hasMessage("A partition of 3 rows cannot cut a graph of 2.");
    }
}
