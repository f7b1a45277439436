package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BalancedLabelPropagationTest {
    static Stream<Arguments> shapes() {
        return CutGraphs.shapes().entrySet().stream().map(shape -> Arguments.of(shape.getKey(), shape.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void cutsNoMoreEdgesThanAnyOfItsStarts(String shape, Graph graph) {
        for (long seed = 0; seed < 10; seed++) {
            var cut = new Cut(3, seed);
            double kept = CutGraphs.cut("blpa", graph, cut, 1).keptEdges(graph.adjacency());

            for (int restart = 0; restart < BalancedLabelPropagation.RESTARTS; restart++) {
                var start = new Partition(3, BalancedLabelPropagation.start(graph, cut, restart));
                assertThat(kept).isGreaterThanOrEqualTo(start.keptEdges(graph.adjacency()));
            }
        }
    }

    @Test
    void startsElsewhereWithEachRestart() {
        var graph = CutGraphs.planted(1);
        var starts = IntStream.range(0, BalancedLabelPropagation.RESTARTS)
                .mapToObj(restart -> BalancedLabelPropagation.start(graph, new Cut(4, 1), restart))
                .map(Arrays::toString);

        assertThat(starts).doesNotHaveDuplicates();
    }

    @Test
    void recoversPlantedBlocks() {
        assertThat(recovered(graph -> graph)).isGreaterThanOrEqualTo(9);
    }

    @Test
    void recoversPlantedBlocksWhicheverWayTheirEdgesLead() {
        assertThat(recovered(CutGraphs::directed)).isGreaterThanOrEqualTo(9);
    }

    /** Of ten graphs those whose blocks are found but for one row in twenty. */
    private static long recovered(UnaryOperator<Graph> change) {
        return LongStream.range(0, 10)
                .filter(seed -> {
                    var graph = change.apply(CutGraphs.planted(seed));
                    return agreement(graph, CutGraphs.cut("blpa", graph, new Cut(CutGraphs.BLOCKS, seed))) >= 0.95;
                })
                .count();
    }

    /** Rows that are in the shard of most of their block; two blocks cannot share a shard, which is too small for both. */
    private static double agreement(Graph graph, int[] shards) {
        var counts = new int[CutGraphs.BLOCKS][CutGraphs.BLOCKS];
        for (int row = 0; row < shards.length; row++) {
            counts[graph.labels().ofRow()[row]][shards[row]]++;
        }
        return Arrays.stream(counts)
                        .mapToInt(block -> Arrays.stream(block).max().orElse(0))
                        .sum()
                / (double) shards.length;
    }

    @Test
    void answersInRows() {
        // Two cliques of 50, even rows and odd rows: any mixture of keys and rows would cut edges.
        var pairs = IntStream.range(0, 10_000)
                .filter(pair -> pair / 100 < pair % 100 && (pair / 100 + pair % 100) % 2 == 0)
                .toArray();
        var graph = CutGraphs.plain(
                100,
                Arrays.stream(pairs).map(pair -> pair / 100).toArray(),
                Arrays.stream(pairs).map(pair -> pair % 100).toArray(),
                false);

        var partition = CutGraphs.cut("blpa", graph, new Cut(2, 1), 1);

        assertThat(partition.rows(partition.shardOfRow()[0]))
                .containsExactly(IntStream.range(0, 50).map(row -> 2 * row).toArray());
    }

    @Test
    void leavesIsolatedRowsWhereTheyStarted() {
        var graph = CutGraphs.plain(40, new int[0], new int[0], false);
        var cut = new Cut(4, 2);

        assertThat(CutGraphs.cut("blpa", graph, cut)).containsExactly(BalancedLabelPropagation.start(graph, cut, 0));
    }
}
