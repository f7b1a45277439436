package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancedKMeansTest {
    @Test
    void answersInRows() {
        // Even and odd rows have opposite features; any mixture of keys and rows would confuse them.
        var values = new float[100];
        for (int row = 0; row < 100; row++) {
            values[row] = row % 2 == 0 ? 1 : -1;
        }
        var graph = CutGraphs.withFeatures(
                CutGraphs.plain(100, new int[0], new int[0], false), new DenseFeatures(1, values));

        var partition = CutGraphs.cut("bekm", graph, new Cut(2, 1), 1);

        assertThat(partition.rows(partition.shardOfRow()[0]))
                .containsExactly(IntStream.range(0, 50).map(row -> 2 * row).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bekm", "bekmPretrained"})
    void keepsFarMoreEdgesOfPlantedBlocksThanChance(String name) {
        var graph = CutGraphs.planted(1);

        double kept =
                CutGraphs.cut(name, graph, new Cut(CutGraphs.BLOCKS, 1), 1).keptEdges(graph.adjacency());
        assertThat(kept).isGreaterThan(0.6);
    }

    @Test
    void refusesToTrainOnOneClass() {
        var graph = CutGraphs.star(20);
        var labels = new Object[20];
        Arrays.fill(labels, "only");
        var one = CutGraphs.withLabels(graph, Labels.of(labels));

        assertThatThrownBy(() -> CutGraphs.cut("bekmPretrained", one, new Cut(2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "All labelled training nodes have the same class; a classifier needs at least two classes.");
    }

    @Test
    void needsNoLabelsWithoutTraining() {
        var graph = CutGraphs.star(20);
        var unlabelled = CutGraphs.withLabels(graph, Labels.of(new Object[20]));

        assertThat(CutGraphs.cut("bekm", unlabelled, new Cut(2, 1)))
                .containsExactly(CutGraphs.cut("bekm", graph, new Cut(2, 1)));
    }
}
