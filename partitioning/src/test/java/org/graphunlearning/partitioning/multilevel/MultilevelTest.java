package org.graphunlearning.partitioning.multilevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.partition.Cuts;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.graphunlearning.partitioning.partition.Partitioner.Reads;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.PlantedPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultilevelTest {
    private final Multilevel multilevel = new Multilevel();

    @ParameterizedTest
    @CsvSource({"2,1", "3,0", "5,300", "20,40", "37,5000", "199,400", "1000,3000", "1000,20", "3000,20000"})
    void keepsEveryShardWithinItsLimits(int nodes, int edges) {
        for (int shards : new int[] {2, 3, 7, 20, nodes / 2, nodes}) {
            if (shards >= 2 && shards <= nodes && shards <= 500) {
                for (boolean directed : new boolean[] {false, true}) {
                    var graph = Cuts.random(nodes, edges, nodes / 3, directed, shards);
                    assertWithinLimits(graph, Cuts.cut(multilevel, graph, shards, 5));
                }
            }
        }
    }

    private static void assertWithinLimits(Graph graph, Partition partition) {
        int n = graph.nodeCount();
        int shards = partition.shardCount();
        assertThat(partition.shardOfRow()).hasSize(n);
        assertThat(Arrays.stream(partition.sizes()).max().orElseThrow())
                .isLessThanOrEqualTo(new Cut(shards, 0).capacity(n));
        assertThat(partition.sizes()).as("no shard is empty").doesNotContain(0);
        int training = graph.trainingRows().length;
        if (training >= shards) {
            assertThat(Arrays.stream(Cuts.training(partition, graph)).min().orElseThrow())
                    .as("half an even share of %d training nodes", training)
                    .isGreaterThanOrEqualTo(Math.max(1, training / shards / 2));
        }
    }

    @Test
    void givesTheSameCutForASeedAtAnyThreadCount() {
        var graph = Cuts.graph(CitationLike.generate(CitationLike.Settings.likeCora(3)));

        var first = Cuts.cut(multilevel, graph, 10, 7).shardOfRow();
        try (var compute = Compute.withThreads(3)) {
            assertThat(multilevel.partition(graph, new Cut(10, 7), compute).shardOfRow())
                    .isEqualTo(first);
        }
        assertThat(Cuts.cut(multilevel, graph, 10, 8).shardOfRow()).isNotEqualTo(first);
    }

    @Test
    void findsPlantedBlocksFromAnySeed() {
        for (int seed = 0; seed < 10; seed++) {
            var data = PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.3, 0.01, seed));

            assertThat(Cuts.recovered(Cuts.cut(multilevel, Cuts.graph(data), 4, seed), data.labels()))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void keepsAsManyEdgesAsTheBlocksOfALargerPlantedGraph() {
        var data = PlantedPartition.generate(new PlantedPartition.Settings(8000, 16, 0.03, 0.0005, 1));
        var graph = Cuts.graph(data);
        var planted = new Partition(
                16, Arrays.stream(data.labels()).mapToInt(block -> (int) block).toArray());

        assertThat(Cuts.cut(multilevel, graph, 16, 2).keptEdges(graph.adjacency()))
                .isGreaterThanOrEqualTo(0.995 * planted.keptEdges(graph.adjacency()));
    }

    @Test
    void keepsFarMoreEdgesOfACitationGraphThanARandomCut() {
        var graph = Cuts.graph(CitationLike.generate(CitationLike.Settings.likeCora(1)));

        assertThat(Cuts.cut(multilevel, graph, 10, 1).keptEdges(graph.adjacency()))
                .as("a random cut keeps 0.1")
                .isGreaterThan(0.5);
    }

    @Test
    void cutsTheOneEdgeBetweenTwoCliques() {
        for (int seed = 0; seed < 10; seed++) {
            var graph = Cuts.taught(cliques(7, new Random(seed)));

            assertThat(cutEdges(graph, Cuts.cut(multilevel, graph, 2, seed).shardOfRow()))
                    .isEqualTo(1);
        }
    }

    /** Two cliques joined by an edge, their members in random rows. */
    private static Adjacency cliques(int size, Random random) {
        var row = random.ints(0, 2 * size).distinct().limit(2L * size).toArray();
        var adjacent = new int[2][size * (size - 1) + 1];
        int edges = 0;
        for (int i = 0; i < 2 * size; i++) {
            for (int j = i + 1; j < 2 * size; j++) {
                if (i / size == j / size || (i == 0 && j == size)) {
                    adjacent[0][edges] = row[i];
                    adjacent[1][edges++] = row[j];
                }
            }
        }
        return Adjacency.of(2 * size, adjacent[0], adjacent[1], edges, false);
    }

    @Test
    void nearlyAlwaysFindsTheBestOfAllCutsOfTinyGraphs() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            var graph = Cuts.random(11, 24, 11, seed % 2 == 1, seed);
            int capacity = new Cut(2, 0).capacity(11);
            int best = Integer.MAX_VALUE;
            for (int code = 0; code < 1 << 11; code++) {
                int inOne = Integer.bitCount(code);
                if (inOne <= capacity && 11 - inOne <= capacity) {
                    int bits = code;
                    best = Math.min(
                            best,
                            cutEdges(
                                    graph,
                                    IntStream.range(0, 11)
                                            .map(row -> bits >> row & 1)
                                            .toArray()));
                }
            }
            int cut = cutEdges(graph, Cuts.cut(multilevel, graph, 2, seed).shardOfRow());
            assertThat(cut).as("seed %d", seed).isBetween(best, best + 1);
            found += cut == best ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(18);
    }

    private static int cutEdges(Graph graph, int[] shard) {
        int cut = 0;
        var adjacency = graph.adjacency();
        for (int row = 0; row < shard.length; row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                cut += shard[row] == shard[adjacency.idx()[k]] ? 0 : 1;
            }
        }
        return adjacency.directed() ? cut : cut / 2;
    }

    @Test
    void spreadsTrainingNodesThatSitInOneBlock() {
        var data = PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.3, 0.01, 1));
        var roles = new Role[400];
        Arrays.setAll(roles, i -> i < 40 ? Role.TRAIN : Role.TEST);
        var graph = Cuts.graph(data, data.labels(), roles);

        var training = Cuts.training(Cuts.cut(multilevel, graph, 4, 1), graph);

        assertThat(training).doesNotContain(0);
        assertThat(Arrays.stream(training).max().orElseThrow())
                .as("a quarter and five per cent of the rest")
                .isLessThanOrEqualTo(12);
    }

    @Test
    void looksAtWhichNodesAreLabelledButNotAtLabels() {
        var data = CitationLike.generate(CitationLike.Settings.likeCora(3));
        var roles = new Role[data.nodeCount()];
        Arrays.setAll(roles, i -> i % 20 == 0 ? Role.TRAIN : Role.TEST);
        var one = new long[data.nodeCount()];

        assertThat(Cuts.cut(multilevel, Cuts.graph(data, one, roles), 10, 7).shardOfRow())
                .isEqualTo(Cuts.cut(multilevel, Cuts.graph(data, data.labels(), roles), 10, 7)
                        .shardOfRow());
        assertThat(multilevel.reads()).containsExactlyInAnyOrder(Reads.EDGES, Reads.LABELS);
        assertThat(multilevel.name()).isEqualTo("multilevel");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 40})
    void sharesOutTheLeavesOfAStar(int shards) {
        int n = 2001;
        var graph = Cuts.taught(
                Adjacency.of(n, new int[n - 1], IntStream.range(1, n).toArray(), n - 1, false));

        var partition = Cuts.cut(multilevel, graph, shards, 1);

        assertWithinLimits(graph, partition);
        int hub = partition.shardOfRow()[0];
        assertThat(partition.sizes()[hub])
                .as("only the shard of the hub keeps edges, so it is full")
                .isEqualTo(new Cut(shards, 0).capacity(n));
    }

    @Test
    void cutsAGraphWithoutEdges() {
        var graph = Cuts.random(500, 0, 100, false, 1);

        assertWithinLimits(graph, Cuts.cut(multilevel, graph, 7, 1));
    }

    @Test
    void cutsAGraphWithoutTrainingNodes() {
        var graph = Cuts.random(500, 1500, 0, false, 1);

        assertWithinLimits(graph, Cuts.cut(multilevel, graph, 7, 1));
    }

    @Test
    void countsADirectedEdgeWhicheverWayItLeads() {
        var data = PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.3, 0.01, 2));
        var random = new Random(1);
        var from = data.sources().clone();
        var to = data.targets().clone();
        for (int e = 0; e < from.length; e++) {
            if (random.nextBoolean()) {
                from[e] = data.targets()[e];
                to[e] = data.sources()[e];
            }
        }
        var graph = Cuts.taught(Adjacency.of(400, from, to, from.length, true));

        assertThat(Cuts.recovered(Cuts.cut(multilevel, graph, 4, 1), data.labels()))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void refusesMoreShardsThanNodes() {
        GraphData karate = KarateClub.factions();
        var graph = Cuts.graph(karate);

        assertThatThrownBy(() -> Cuts.cut(multilevel, graph, 35, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A graph of 34 nodes cannot be cut into 35 shards.");
    }

    @Test
    void stopsWhenInterrupted() {
        var graph = Cuts.graph(KarateClub.factions());
        try (var compute = Compute.withThreads(1).checkingFor(() -> {
            throw new IllegalStateException("stop");
        })) {
            assertThatThrownBy(() -> multilevel.partition(graph, new Cut(2, 1), compute))
                    .hasMessage("stop");
        }
    }
}
