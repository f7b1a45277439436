package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.graphunlearning.testgraphs.KarateClub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectedFeaturesTest {
    private static final int WIDTH = ProjectedFeatures.WIDTH;
    private static final Graph KARATE = CutGraphs.of(KarateClub.factions());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheSquareOfTheNormalisedAdjacencyTimesSignedFeatures(boolean directed) {
        var graph = directed ? CutGraphs.directed(KARATE) : KARATE;
        // Without edges the points of identity features are the signs, at length 1.
        var signs = embed(CutGraphs.edgeless(graph)).values();
        var p = normalisedAdjacency(KARATE);
        var expected = product(p, product(p, signs));

        var points = embed(graph);

        for (int row = 0; row < graph.nodeCount(); row++) {
            double length = 0;
            for (int c = 0; c < WIDTH; c++) {
                length += expected[row * WIDTH + c] * expected[row * WIDTH + c];
            }
            for (int c = 0; c < WIDTH; c++) {
                assertThat((double) points.values()[row * WIDTH + c])
                        .isCloseTo(expected[row * WIDTH + c] / Math.sqrt(length), within(1e-5));
            }
        }
    }

    private static double[][] normalisedAdjacency(Graph graph) {
        int n = graph.nodeCount();
        var p = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double degrees =
                        (graph.adjacency().degree(i) + 1.0) * (graph.adjacency().degree(j) + 1.0);
                p[i][j] = i == j || graph.adjacency().contains(j, i) ? 1 / Math.sqrt(degrees) : 0;
            }
        }
        return p;
    }

    private static float[] product(double[][] p, float[] x) {
        var out = new float[x.length];
        for (int k = 0; k < x.length; k++) {
            double sum = 0;
            for (int j = 0; j < p.length; j++) {
                sum += p[k / WIDTH][j] * x[j * WIDTH + k % WIDTH];
            }
            out[k] = (float) sum;
        }
        return out;
    }

    @Test
    void drawsAsManyPlusesAsMinuses() {
        var signs = embed(CutGraphs.edgeless(CutGraphs.planted(1))).values();

        int pluses = 0;
        for (float sign : signs) {
            assertThat(Math.abs(sign)).isCloseTo(1 / 8f, within(1e-6f));
            pluses += sign > 0 ? 1 : 0;
        }
        // 25,600 draws: four standard deviations are 1.25%.
        assertThat(pluses / (double) signs.length).isCloseTo(0.5, within(0.0125));
    }

    @Test
    void readsDenseFeaturesAsItReadsSparseOnes() {
        var graph = CutGraphs.planted(4);

        assertThat(embed(CutGraphs.dense(graph)).values())
                .containsExactly(embed(graph).values(), within(1e-6f));
    }

    @Test
    void leavesRowsWithoutFeaturesAtTheOrigin() {
        var graph = CutGraphs.withFeatures(CutGraphs.star(5), new DenseFeatures(2, new float[10]));

        assertThat(embed(graph).values()).containsOnly(0f);
    }

    @Test
    void drawsOtherSignsWithAnotherSeed() {
        try (var compute = Compute.withThreads(1)) {
            var one = new ProjectedFeatures().of(KARATE, new Cut(2, 1), compute).values();
            var other =
                    new ProjectedFeatures().of(KARATE, new Cut(2, 2), compute).values();

            assertThat(Arrays.equals(one, other)).isFalse();
        }
    }

    private static DenseFeatures embed(Graph graph) {
        try (var compute = Compute.withThreads(1)) {
            return new ProjectedFeatures().of(graph, new Cut(2, 1), compute);
        }
    }
}
