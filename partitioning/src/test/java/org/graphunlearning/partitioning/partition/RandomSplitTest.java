package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomSplitTest {
    @ParameterizedTest
    @CsvSource({"10, 2", "10, 3", "60, 7", "61, 60", "400, 33"})
    void dealsSizesThatDifferByAtMostOne(int nodes, int shards) {
        var sizes = CutGraphs.cut("random", CutGraphs.star(nodes), new Cut(shards, 9), 1)
                .sizes();

        assertThat(Arrays.stream(sizes).sum()).isEqualTo(nodes);
        assertThat(Arrays.stream(sizes)).allMatch(size -> size == nodes / shards || size == nodes / shards + 1);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void keepsTheShareOfEdgesThatChanceKeeps(long seed) {
        var graph = CutGraphs.planted(seed);

        double kept = CutGraphs.cut("random", graph, new Cut(5, seed), 1).keptEdges(graph.adjacency());
        assertThat(kept).isBetween(0.17, 0.23);
    }
}
