package org.graphunlearning.verify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.junit.jupiter.api.Test;

class SurrogateFeaturesTest {
    /** Oracle: Commons Math on the full table of counts. */
    @Test
    void chiSquareEqualsTheTableOfCountsForDenseAndSparseFeatures() {
        for (long seed = 0; seed < 20; seed++) {
            var classes = Examples.classes(80, seed);
            var features = new DenseFeatures(Examples.COLUMNS, Examples.features(classes, seed));
            var rows = IntStream.range(0, 80).filter(row -> row % 3 != 1).toArray();
            var dense = new ColumnChoice(features, rows, classes, Examples.CLASSES).scores();
            var sparse = new ColumnChoice(Examples.sparse(features), rows, classes, Examples.CLASSES).scores();
            assertThat(sparse).containsExactly(dense, within(1e-9));
            for (int column = 0; column < Examples.COLUMNS; column++) {
                assertThat(dense[column]).isCloseTo(byTable(features, rows, classes, column), within(1e-9));
            }
        }
    }

    private static double byTable(DenseFeatures features, int[] rows, int[] classes, int column) {
        double mean = Arrays.stream(rows)
                .mapToDouble(row -> features.values()[row * Examples.COLUMNS + column])
                .average()
                .orElseThrow();
        var table = new long[2][Examples.CLASSES];
        for (int row : rows) {
            table[features.values()[row * Examples.COLUMNS + column] > mean ? 1 : 0][classes[row]]++;
        }
        return new ChiSquareTest().chiSquare(table);
    }

    @Test
    void choosesTheColumnsThatTellAndNoneThatIsConstant() {
        var classes = Examples.classes(300, 1);
        var values = Examples.features(classes, 1);
        for (int row = 0; row < 300; row++) {
            values[row * Examples.COLUMNS + 1] = 0.1f;
        }
        var choice = new ColumnChoice(
                new DenseFeatures(Examples.COLUMNS, values),
                IntStream.range(0, 300).toArray(),
                classes,
                3);
        assertThat(choice.best(2)).containsExactly(0, 2);
        assertThat(choice.best(6)).doesNotContain(1);
        assertThat(choice.best(0)).isEmpty();
    }

    /** Oracle: every walk of two steps, one by one. */
    @Test
    void sharesEqualWalkingEveryWay() {
        for (long seed = 0; seed < 20; seed++) {
            var graph = Examples.graph(25, seed, seed % 2 == 1);
            var answers = Examples.classes(25, seed + 100);
            var rows = IntStream.range(0, 25).filter(row -> row % 4 != 0).toArray();
            var shares = new NeighbourShares(graph, rows, 3).of(answers);
            for (int i = 0; i < rows.length; i++) {
                var one = new double[3];
                var two = new double[3];
                for (int j = 0; j < 25; j++) {
                    if (graph.adjacency().contains(j, rows[i])) {
                        one[answers[j]]++;
                        for (int k = 0; k < 25; k++) {
                            two[answers[k]] += k != rows[i] && graph.adjacency().contains(k, j) ? 1 : 0;
                        }
                    }
                }
                for (int c = 0; c < 3; c++) {
                    assertThat(shares[c][i]).isCloseTo(one[c] / Math.max(1, sum(one)), within(1e-12));
                    assertThat(shares[3 + c][i]).isCloseTo(two[c] / Math.max(1, sum(two)), within(1e-12));
                }
            }
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    @Test
    void thresholdsLieBetweenValuesAndSeparateThem() {
        assertThat(Grid.of(new double[] {0, 1, 1, 0, 1}).thresholds()).containsExactly(0.5);
        assertThat(Grid.of(new double[] {3, 3, 3}).thresholds()).isEmpty();
        var rare = new double[1000];
        rare[17] = 4;
        assertThat(Grid.of(rare).thresholds()).containsExactly(2);
        var values = new Random(5).doubles(1000).toArray();
        var grid = Grid.of(values);
        assertThat(grid.thresholds()).hasSize(32).isSorted();
        var bins = grid.bins(values);
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            long below = Arrays.stream(grid.thresholds()).filter(t -> t < value).count();
            assertThat((long) bins[i]).isEqualTo(below);
        }
    }

    @Test
    void degreeBucketsAreWhatTheirWordsSay() {
        for (int degree = 0; degree < 200; degree++) {
            int bucket = RuleFeature.Degree.bucket(degree);
            assertThat(degree).isLessThanOrEqualTo(RuleFeature.Degree.largest(bucket));
            assertThat(bucket == 0 || degree > RuleFeature.Degree.largest(bucket - 1))
                    .isTrue();
        }
    }

    /** Oracle: every split of every feature. */
    @Test
    void aTreeOfOneQuestionAsksThePurestOne() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var bins = new byte[4][30];
            var answers = random.ints(30, 0, 3).toArray();
            for (var bin : bins) {
                for (int i = 0; i < 30; i++) {
                    bin[i] = (byte) random.nextInt(answers[i] + 2);
                }
            }
            if (new Cart(bins, answers, 3, 5).grow(1, 2) instanceof Tree.Fork fork) {
                double best = Double.POSITIVE_INFINITY;
                for (var bin : bins) {
                    for (int threshold = 0; threshold < 4; threshold++) {
                        best = Math.min(best, impurity(bin, threshold, answers));
                    }
                }
                assertThat(impurity(bins[fork.feature()], fork.threshold(), answers))
                        .as("seed %d", seed)
                        .isCloseTo(best, within(1e-9));
            }
        }
    }

    /** Gini impurity after a split, each side weighted by its size; infinite where a side has fewer than five. */
    private static double impurity(byte[] bin, int threshold, int[] answers) {
        double sum = 0;
        for (boolean low : new boolean[] {true, false}) {
            var side = IntStream.range(0, bin.length)
                    .filter(i -> (bin[i] <= threshold) == low)
                    .toArray();
            if (side.length < 5) {
                return Double.POSITIVE_INFINITY;
            }
            double squares = 0;
            for (int c = 0; c < 3; c++) {
                int answer = c;
                double share =
                        Arrays.stream(side).filter(i -> answers[i] == answer).count() / (double) side.length;
                squares += share * share;
            }
            sum += side.length * (1 - squares);
        }
        return sum;
    }

    @Test
    void asksNothingWhereNothingHelps() {
        var answers = new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
        var useless = new byte[][] {{0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1}};
        assertThat(new Cart(useless, answers, 2, 2).grow(4, 16)).isInstanceOf(Tree.Leaf.class);
        assertThat(new Cart(useless, new int[12], 2, 2).grow(4, 16)).isInstanceOf(Tree.Leaf.class);
    }
}
