package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.partitioning.partition.CutGraphs.cut;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.graphunlearning.partitioning.partition.Partitioner.Reads;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every partitioner. */
class PartitionersTest {
    private static final List<String> UNEVEN = List.of(HashSplit.NAME);

    static List<String> names() {
        return Partitioners.names();
    }

    static Stream<Arguments> namesAndShapes() {
        return names().stream().flatMap(name -> CutGraphs.shapes().entrySet().stream()
                .map(shape -> Arguments.of(name, shape.getKey(), shape.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("namesAndShapes")
    void putsEveryRowIntoOneShardThatHasRoom(String name, String shape, Graph graph) {
        for (int shards : new int[] {2, 3, 7, 20}) {
            var cut = new Cut(shards, 5);
            var partition = cut(name, graph, cut, 1);

            assertThat(partition.shardCount()).isEqualTo(shards);
            assertThat(Arrays.stream(partition.rowsByShard()).flatMapToInt(Arrays::stream))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, graph.nodeCount()).boxed().toList());
            if (!UNEVEN.contains(name)) {
                assertThat(Arrays.stream(partition.sizes())).allMatch(size -> size <= cut.capacity(graph.nodeCount()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesTheSameShardsForASeedAtAnyThreadCount(String name) {
        // Large enough for work to be cut into ranges.
        var graph = CutGraphs.of(CitationLike.generate(
                CitationLike.Settings.likeCora(4).withNodes(8_000).withAverageDegree(14)));
        var cut = new Cut(6, 17);
        var alone = cut(name, graph, cut, 1).shardOfRow();

        assertThat(cut(name, graph, cut, 1).shardOfRow()).containsExactly(alone);
        assertThat(cut(name, graph, cut, 2).shardOfRow()).containsExactly(alone);
    }

    @ParameterizedTest
    @MethodSource("names")
    void cutsOtherwiseWithAnotherSeed(String name) {
        var graph = CutGraphs.planted(3);

        assertThat(cut(name, graph, new Cut(5, 1))).isNotEqualTo(cut(name, graph, new Cut(5, 2)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void cutsIntoAsManyShardsAsNodesButNotMore(String name) {
        var graph = CutGraphs.star(12);

        assertThat(cut(name, graph, new Cut(12, 1))).hasSize(12);
        assertThatThrownBy(() -> cut(name, graph, new Cut(13, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A graph of 12 nodes cannot be cut into 13 shards.");
    }

    @ParameterizedTest
    @ValueSource(strings = {RandomSplit.NAME, BalancedKMeans.NAME, BalancedKMeans.PRETRAINED})
    void givesEveryNodeAShardOfItsOwnWhenThereAreAsManyShards(String name) {
        assertThat(cut(name, CutGraphs.star(12), new Cut(12, 1), 1).sizes()).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void looksAtNothingItDoesNotDeclare(String name) {
        var graph = CutGraphs.planted(6);
        int n = graph.nodeCount();
        Set<Reads> reads = Partitioners.named(name).reads();
        var cut = new Cut(4, 8);
        var shards = cut(name, graph, cut);
        boolean all = reads.contains(Reads.MODEL);

        var edgeless = CutGraphs.edgeless(graph);
        assertThat(Arrays.equals(cut(name, edgeless, cut), shards)).isEqualTo(!all && !reads.contains(Reads.EDGES));
        var featureless = CutGraphs.withFeatures(graph, new DenseFeatures(1, CutGraphs.ones(n)));
        assertThat(Arrays.equals(cut(name, featureless, cut), shards))
                .isEqualTo(!all && !reads.contains(Reads.FEATURES));
        var labels = new Object[n];
        Arrays.setAll(labels, row -> (long) (row % 3));
        var relabelled = CutGraphs.withLabels(graph, Labels.of(labels));
        assertThat(Arrays.equals(cut(name, relabelled, cut), shards)).isEqualTo(!all && !reads.contains(Reads.LABELS));
    }

    @ParameterizedTest
    @ValueSource(strings = {RandomSplit.NAME, HashSplit.NAME})
    void spreadsTheTestNodesOfASplitOfTheSameSeed(String name) {
        var graph = CutGraphs.planted(1);
        long seed = 42;
        var split = Split.random(graph.keys(), graph.labels(), 0.25, 0, seed);

        var shards = cut(name, graph, new Cut(2, seed));
        long testInFirst = Arrays.stream(split.rows(Role.TEST))
                .filter(row -> shards[row] == 0)
                .count();
        assertThat(testInFirst / (double) split.count(Role.TEST)).isBetween(0.35, 0.65);
    }

    @ParameterizedTest
    @MethodSource("names")
    void leavesTheArraysOfTheGraphAlone(String name) {
        var graph = CutGraphs.planted(2);
        var before = graph.fingerprint();

        cut(name, graph, new Cut(4, 3));

        assertThat(graph.fingerprint()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("names")
    void stopsWhenTheCheckThrows(String name) {
        var graph = CutGraphs.planted(2);
        try (var compute = Compute.withThreads(1).checkingFor(() -> {
            throw new IllegalStateException("stop");
        })) {
            assertThatThrownBy(() -> Partitioners.named(name).partition(graph, new Cut(4, 3), compute))
                    .hasMessage("stop");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BalancedLabelPropagation.NAME, BalancedKMeans.NAME, BalancedKMeans.PRETRAINED})
    void checksInEveryRound(String name) {
        var graph = CutGraphs.planted(2);
        var checks = new int[1];
        try (var compute = Compute.withThreads(1).checkingFor(() -> checks[0]++)) {
            Partitioners.named(name).partition(graph, new Cut(10, 3), compute);
        }
        assertThat(checks[0]).isGreaterThan(20);
    }

    @Test
    void findsEachByItsName() {
        assertThat(names()).startsWith("random", "hash", "blpa", "bekm", "bekmPretrained");
        assertThat(names()).allMatch(name -> Partitioners.named(name).name().equals(name));
    }

    @Test
    void refusesANameThatDoesNotExist() {
        assertThatThrownBy(() -> Partitioners.named("metis"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Partitioner `metis` does not exist; there are " + String.join(", ", names()) + ".");
    }
}
