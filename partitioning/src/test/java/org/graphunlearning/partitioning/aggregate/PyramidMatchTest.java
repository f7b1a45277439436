package org.graphunlearning.partitioning.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.partition.Cuts;
import org.graphunlearning.partitioning.shard.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle of the points: the dense singular value decomposition of Apache Commons Math. */
class PyramidMatchTest {
    private static final int DIMENSIONS = 6;

    private static PyramidMatch.Pyramid pyramid(int nodes, long seed) {
        return PyramidMatch.of(Setup.citations(nodes, seed % 2 == 1, seed));
    }

    /**
     * Cliques: the singular values {@code n - 1} of their sizes stand well apart. Sizes of 4, 16 and 64 would put points on the
     * border between two cells.
     */
    private static Graph cliques(int... sizes) {
        int n = Arrays.stream(sizes).sum();
        var from = new int[n * n];
        var to = new int[n * n];
        int edges = 0;
        int first = 0;
        for (int size : sizes) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < i; j++) {
                    from[edges] = first + i;
                    to[edges++] = first + j;
                }
            }
            first += size;
        }
        return Cuts.taught(Adjacency.of(n, from, to, edges, false));
    }

    /** Counts of the points |u| that a dense decomposition finds. */
    private static int[][][] dense(Graph graph) {
        int n = graph.nodeCount();
        var matrix = new Array2DRowRealMatrix(n, n);
        var adjacency = graph.adjacency();
        for (int row = 0; row < n; row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                matrix.setEntry(row, adjacency.idx()[k], 1);
            }
        }
        var vectors = new SingularValueDecomposition(matrix).getV();
        var counts = new int[4][DIMENSIONS][];
        for (int level = 0; level < 4; level++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                counts[level][d] = new int[1 << level];
                for (int row = 0; row < n; row++) {
                    int cell = (int) (Math.abs(vectors.getEntry(row, d)) * (1 << level));
                    counts[level][d][Math.min((1 << level) - 1, cell)]++;
                }
            }
        }
        return counts;
    }

    @Test
    void pointsAreThoseOfADenseDecompositionWhereSingularValuesAreApart() {
        for (var graph : new Graph[] {cliques(15, 13, 11, 9, 7, 5), cliques(25, 20, 17, 12, 9, 5, 3)}) {
            assertThat(PyramidMatch.of(graph).counts()).isDeepEqualTo(dense(graph));
        }
    }

    @Test
    void pointsOfADirectedGraphAreItsRightSingularVectors() {
        // Stars that point at their centres: singular values are the roots of the numbers of arms.
        int[] arms = {30, 22, 15, 10, 6, 3};
        var from = new int[100];
        var to = new int[100];
        int edges = 0;
        int node = 0;
        for (int count : arms) {
            int centre = node++;
            for (int arm = 0; arm < count; arm++) {
                from[edges] = node++;
                to[edges++] = centre;
            }
        }
        var graph = Cuts.taught(Adjacency.of(node, from, to, edges, true));

        assertThat(PyramidMatch.of(graph).counts()).isDeepEqualTo(dense(graph));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aGraphMatchesItselfInEveryNodeAndDimension(int seed) {
        var graph = pyramid(60, seed);

        assertThat(PyramidMatch.kernel(graph, graph)).isEqualTo(6.0 * 60);
    }

    @Test
    void theKernelIsSymmetric() {
        for (int seed = 0; seed < 10; seed++) {
            var a = pyramid(40 + seed, seed);
            var b = pyramid(60, seed + 100);

            assertThat(PyramidMatch.kernel(a, b)).isEqualTo(PyramidMatch.kernel(b, a));
        }
    }

    @Test
    void noGraphMatchesAnotherBetterThanTheSmallerMatchesItself() {
        for (int seed = 0; seed < 10; seed++) {
            var a = pyramid(40 + seed, seed);
            var b = pyramid(60, seed + 100);

            assertThat(PyramidMatch.kernel(a, b)).isLessThanOrEqualTo(6.0 * (40 + seed));
        }
    }

    /** Worked by hand: one dimension apart in the finest level only weighs half of what it did. */
    @Test
    void aMatchOfCoarserCellsWeighsLess() {
        var a = new int[4][DIMENSIONS][];
        var b = new int[4][DIMENSIONS][];
        for (int level = 0; level < 4; level++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                a[level][d] = new int[1 << level];
                b[level][d] = new int[1 << level];
                a[level][d][0] = 1;
                b[level][d][level == 3 ? 1 : 0] = 1;
            }
        }

        assertThat(PyramidMatch.kernel(new PyramidMatch.Pyramid(a), new PyramidMatch.Pyramid(b)))
                .isEqualTo(3);
    }

    @Test
    void theOrderOfNodesDoesNotMatterWhereSingularValuesAreApart() {
        assertThat(PyramidMatch.of(cliques(5, 7, 9, 11, 13, 15)).counts())
                .isDeepEqualTo(PyramidMatch.of(cliques(15, 13, 11, 9, 7, 5)).counts());
    }

    @Test
    void labelsDoNotMatter() {
        var graph = Setup.citations(60, false, 2);
        var roles = new Role[60];
        Arrays.fill(roles, Role.TRAIN);

        assertThat(PyramidMatch.of(Setup.relabelled(graph, new long[60], roles)).counts())
                .isDeepEqualTo(PyramidMatch.of(graph).counts());
    }

    @Test
    void featuresDoNotMatter() {
        var graph = Setup.citations(60, false, 2);

        assertThat(PyramidMatch.of(graph.without(ForgetSet.ofFeatures(graph.key(3))))
                        .counts())
                .isDeepEqualTo(PyramidMatch.of(graph).counts());
    }

    @Test
    void weightsSumToOne() {
        var shards = new PyramidMatch.Pyramid[] {pyramid(40, 1), pyramid(50, 2), pyramid(60, 3)};

        assertThat(Arrays.stream(PyramidMatch.weights(shards, pyramid(150, 4))).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void noShardWeighsMoreThanTheGraphItself() {
        for (int seed = 0; seed < 10; seed++) {
            var whole = pyramid(60, seed);
            var weights = PyramidMatch.weights(
                    new PyramidMatch.Pyramid[] {pyramid(60, seed + 50), whole, pyramid(20, seed + 90)}, whole);

            assertThat(weights[1]).isGreaterThan(Math.max(weights[0], weights[2]));
        }
    }

    @Test
    void weightsAreTheSoftmaxOfShares() {
        var whole = pyramid(60, 1);
        var other = pyramid(40, 2);
        double share = PyramidMatch.kernel(other, whole) / 360;
        var weights = PyramidMatch.weights(new PyramidMatch.Pyramid[] {other, whole}, whole);

        assertThat(weights[0] / weights[1]).isCloseTo(Math.exp(share - 1), within(1e-12));
    }

    @Test
    void anEmptyShardHasTheSmallestWeight() {
        var whole = pyramid(60, 1);
        var empty = PyramidMatch.of(Setup.citations(60, false, 1).induced(new int[0]));
        var weights = PyramidMatch.weights(new PyramidMatch.Pyramid[] {empty, pyramid(20, 2)}, whole);

        assertThat(weights[0]).isPositive().isLessThan(weights[1]);
    }

    @Test
    void emptyGraphsWeighTheSame() {
        var empty = PyramidMatch.of(Setup.citations(60, false, 1).induced(new int[0]));

        assertThat(PyramidMatch.weights(new PyramidMatch.Pyramid[] {empty, empty}, empty))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void aGraphOfFewerNodesThanDimensionsHasItsPoints() {
        var small = PyramidMatch.of(Setup.citations(60, false, 1).induced(new int[] {1, 2, 3}));

        assertThat(PyramidMatch.kernel(small, small)).isEqualTo(18);
    }
}
