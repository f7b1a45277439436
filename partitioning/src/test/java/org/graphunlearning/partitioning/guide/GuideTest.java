package org.graphunlearning.partitioning.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.partition.Cuts;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.graphunlearning.partitioning.partition.Partitioner.Reads;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.PlantedPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideTest {
    static Stream<Partitioner> guides() {
        return Stream.of(new GuideFast(), new GuideSr());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void keepsEveryShardWithinItsCapacity(Partitioner guide) {
        for (int nodes : new int[] {2, 3, 20, 37, 300}) {
            for (int edges : new int[] {0, 1, nodes, 10 * nodes}) {
                for (int shards : new int[] {2, 3, 8, nodes}) {
                    if (shards <= Math.min(nodes, 40)) {
                        var graph = Cuts.random(nodes, edges, nodes / 2, edges % 2 == 1, shards);
                        assertWithinCapacity(graph, Cuts.cut(guide, graph, shards, edges));
                    }
                }
            }
        }
    }

    private static void assertWithinCapacity(Graph graph, Partition partition) {
        int n = graph.nodeCount();
        assertThat(partition.shardOfRow()).hasSize(n);
        assertThat(Arrays.stream(partition.sizes()).max().orElseThrow())
                .isLessThanOrEqualTo(new Cut(partition.shardCount(), 0).capacity(n));
    }

    @ParameterizedTest
    @MethodSource("guides")
    void givesTheSameCutForASeedAtAnyThreadCount(Partitioner guide) {
        var graph = Cuts.graph(CitationLike.generate(CitationLike.Settings.likeCora(3)));

        var first = Cuts.cut(guide, graph, 5, 7).shardOfRow();
        try (var compute = Compute.withThreads(3)) {
            assertThat(guide.partition(graph, new Cut(5, 7), compute).shardOfRow())
                    .isEqualTo(first);
        }
        assertThat(Cuts.cut(guide, graph, 5, 8).shardOfRow()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("guides")
    void findsPlantedBlocksWithEvenSizesAndFairShares(Partitioner guide) {
        for (int seed = 0; seed < 5; seed++) {
            var data = PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.1, 0.01, seed));
            var graph = Cuts.graph(data, colours(400, 3, seed), everyone(400));

            var partition = Cuts.cut(guide, graph, 4, seed);

            assertThat(Cuts.recovered(partition, data.labels()))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(0.95);
            assertThat(partition.balance()).isLessThanOrEqualTo(1.02);
            assertThat(unfairness(partition, graph)).isLessThan(0.12);
        }
    }

    private static long[] colours(int nodes, int classes, int seed) {
        return new Random(seed).longs(nodes, 0, classes).toArray();
    }

    private static Role[] everyone(int nodes) {
        var roles = new Role[nodes];
        Arrays.fill(roles, Role.TRAIN);
        return roles;
    }

    /** Mean over shards of the distance between the class shares in the shard and in the graph; 0 is fair. */
    private static double unfairness(Partition partition, Graph graph) {
        int classes = graph.classes().size();
        var all = new double[classes];
        var in = new double[partition.shardCount()][classes];
        var size = partition.sizes();
        for (int row = 0; row < graph.nodeCount(); row++) {
            all[graph.targets()[row]] += 1.0 / graph.nodeCount();
            int shard = partition.shardOfRow()[row];
            in[shard][graph.targets()[row]] += 1.0 / size[shard];
        }
        double sum = 0;
        for (double[] shares : in) {
            sum += IntStream.range(0, classes)
                    .mapToDouble(c -> Math.abs(shares[c] - all[c]) / 2)
                    .sum();
        }
        return sum / in.length;
    }

    @ParameterizedTest
    @MethodSource("guides")
    void readsLabelsOfTrainingNodesAndOfNoOthers(Partitioner guide) {
        var data = CitationLike.generate(CitationLike.Settings.likeCora(3));
        var roles = new Role[data.nodeCount()];
        Arrays.setAll(roles, i -> i % 4 == 0 ? Role.TRAIN : Role.TEST);
        var otherTest = data.labels().clone();
        var otherTraining = data.labels().clone();
        for (int i = 0; i < roles.length; i++) {
            (roles[i] == Role.TRAIN ? otherTraining : otherTest)[i] = i / 100 % 7;
        }

        var shard =
                Cuts.cut(guide, Cuts.graph(data, data.labels(), roles), 5, 1).shardOfRow();

        assertThat(Cuts.cut(guide, Cuts.graph(data, otherTest, roles), 5, 1).shardOfRow())
                .isEqualTo(shard);
        assertThat(Cuts.cut(guide, Cuts.graph(data, otherTraining, roles), 5, 1).shardOfRow())
                .isNotEqualTo(shard);
        assertThat(guide.reads()).containsExactlyInAnyOrder(Reads.EDGES, Reads.LABELS);
    }

    @ParameterizedTest
    @MethodSource("guides")
    void cutsDirectedEdgesAsUndirected(Partitioner guide) {
        var data = PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.3, 0.01, 2));
        var graph = Cuts.taught(Adjacency.of(400, data.sources(), data.targets(), data.edgeCount(), true));

        assertThat(Cuts.recovered(Cuts.cut(guide, graph, 4, 1), data.labels())).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @MethodSource("guides")
    void cutsAStar(Partitioner guide) {
        var graph = Cuts.taught(
                Adjacency.of(501, new int[500], IntStream.range(1, 501).toArray(), 500, false));

        assertWithinCapacity(graph, Cuts.cut(guide, graph, 6, 1));
    }

    @ParameterizedTest
    @MethodSource("guides")
    void sharesOutIsolatedNodesEvenlyByClass(Partitioner guide) {
        var labels = new long[60];
        Arrays.setAll(labels, i -> i % 2);
        var graph = Cuts.graph(Adjacency.of(60, new int[0], new int[0], 0, false), labels, everyone(60));

        var partition = Cuts.cut(guide, graph, 3, 1);

        assertThat(partition.sizes()).containsExactly(20, 20, 20);
        assertThat(unfairness(partition, graph)).isZero();
    }

    @ParameterizedTest
    @MethodSource("guides")
    void refusesAGraphWithoutLabelsToSpread(Partitioner guide) {
        GraphData karate = KarateClub.factions();
        var roles = new Role[34];
        Arrays.fill(roles, Role.TEST);
        var graph = Cuts.graph(karate, karate.labels(), roles);

        assertThatThrownBy(() -> Cuts.cut(guide, graph, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A guided cut spreads the labels of training nodes, but none of the 34 nodes is a labelled"
                        + " training node. Cut by `multilevel` instead.");
    }

    @ParameterizedTest
    @MethodSource("guides")
    void refusesMoreShardsThanNodes(Partitioner guide) {
        var graph = Cuts.graph(KarateClub.factions());

        assertThatThrownBy(() -> Cuts.cut(guide, graph, 35, 1))
                .hasMessage("A graph of 34 nodes cannot be cut into 35 shards.");
    }

    @ParameterizedTest
    @MethodSource("guides")
    void stopsWhenInterrupted(Partitioner guide) {
        var graph = Cuts.graph(KarateClub.factions());
        try (var compute = Compute.withThreads(1).checkingFor(() -> {
            throw new IllegalStateException("stop");
        })) {
            assertThatThrownBy(() -> guide.partition(graph, new Cut(2, 1), compute))
                    .hasMessage("stop");
        }
    }

    @Test
    void goByTheirNames() {
        assertThat(guides().map(Partitioner::name)).containsExactly("guideFast", "guideSr");
    }
}
