package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    @Test
    void singlePutsEveryRowIntoShardZero() {
        var partition = Partition.single(5);

        assertThat(partition.sizes()).containsExactly(5);
        assertThat(partition.balance()).isZero();
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
        double tooMany = Arrays.stream(sizes)
                .mapToDouble(size -> Math.max(0, size - mean))
                .sum();
        assertThat(partition.balance()).isCloseTo(tooMany / n, within(1e-12));
    }

    @Test
    void listsTheRowsOfEachShardInOrder() {
        var partition = new Partition(4, new int[] {2, 0, 2, 1, 0, 2});

        assertThat(partition.rowsByShard()).isDeepEqualTo(new int[][] {{1, 4}, {3}, {0, 2, 5}, {}});
        assertThat(partition.rows(0)).containsExactly(1, 4);
        assertThat(partition.rows(2)).containsExactly(0, 2, 5);
        assertThat(partition.rows(3)).isEmpty();
    }

    @Test
    void refusesTheRowsOfAShardThatDoesNotExist() {
        assertThatThrownBy(() -> Partition.single(3).rows(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shard 1 does not exist; shards run from 0 to 0.");
    }

    @Test
    void callsEverythingInOneOfManyShardsTheWorstBalance() {
        assertThat(new Partition(4, new int[8]).balance()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void callsTheSameMixtureEverywhereFair() {
        // Classes 0 0 0 0 1 1 1 1; rows 2 and 5 are for testing, so each class trains on three rows.
        var graph = CutGraphs.plain(8, new int[0], new int[0], false);

        assertThat(new Partition(3, new int[] {0, 1, 0, 2, 0, 2, 1, 2}).fairness(graph))
                .isZero();
        assertThat(Partition.single(8).fairness(graph)).isZero();
    }

    @Test
    void measuresFairnessByHand() {
        var graph = CutGraphs.plain(8, new int[0], new int[0], false);
        // Training rows by class: shard 0 has 2 and 0, shard 1 has 1 and 3, shard 2 none at all, shard 3 only a test
        // row.
        var partition = new Partition(4, new int[] {0, 0, 3, 1, 1, 0, 1, 1});

        double first = (Math.abs(1 - 0.5) + Math.abs(0 - 0.5)) / 2;
        double second = (Math.abs(0.25 - 0.5) + Math.abs(0.75 - 0.5)) / 2;
        assertThat(partition.fairness(graph)).isCloseTo((first + second) / 2, within(1e-12));
    }

    @Test
    void callsAGraphWithoutLabelsFair() {
        var graph = CutGraphs.withLabels(CutGraphs.star(4), Labels.of(new Object[4]));

        assertThat(new Partition(2, new int[] {0, 0, 0, 1}).fairness(graph)).isZero();
    }

    @Test
    void refusesToRateTheFairnessOfAGraphOfAnotherSize() {
        assertThatThrownBy(() -> Partition.single(3).fairness(CutGraphs.star(4)))
                .hasMessage("A partition of 3 rows cannot cut a graph of 4.");
    }

    @Test
    void callsAGraphWithoutRowsEven() {
        assertThat(new Partition(3, new int[0]).balance()).isZero();
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
