package org.graphunlearning.verify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.junit.jupiter.api.Test;

/** Oracle: a tree that tries every threshold between any two values, one node after the other. */
class PublishedRulesTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** Values of few or of many sizes, of both signs, with many zeros; answers that lean on two columns. */
    private static DenseFeatures random(int rows, int columns, long seed) {
        var random = new Random(seed);
        var values = new float[rows * columns];
        for (int k = 0; k < values.length; k++) {
            boolean zero = random.nextInt(3) == 0;
            values[k] = zero ? 0 : seed % 2 == 0 ? random.nextInt(7) - 3 : random.nextFloat() - 0.4f;
        }
        return new DenseFeatures(columns, values);
    }

    private static int[] answers(DenseFeatures features, long seed) {
        var random = new Random(seed + 1000);
        return IntStream.range(0, features.rows())
                .map(row -> {
                    boolean high = features.values()[row * features.columns()] > 0.1;
                    boolean low = features.values()[row * features.columns() + 1] < 0;
                    return random.nextInt(5) == 0 ? random.nextInt(3) : high ? 0 : low ? 1 : 2;
                })
                .toArray();
    }

    private static final class EveryThreshold {
        private final DenseFeatures features;
        private final int[] answers;
        private final Set<String> texts = new TreeSet<>();

        EveryThreshold(DenseFeatures features, int[] answers) {
            this.features = features;
            this.answers = answers;
            grow(IntStream.range(0, answers.length).toArray(), "", 0);
        }

        private double value(int row, int column) {
            return features.values()[row * features.columns() + column];
        }

        private int[] counts(int[] rows) {
            var out = new int[3];
            for (int row : rows) {
                out[answers[row]]++;
            }
            return out;
        }

        private double purity(int[] rows) {
            long squares = 0;
            for (long count : counts(rows)) {
                squares += count * count;
            }
            return (double) squares / rows.length;
        }

        private int[] side(int[] rows, int column, double threshold, boolean low) {
            return Arrays.stream(rows)
                    .filter(row -> value(row, column) <= threshold == low)
                    .toArray();
        }

        private void grow(int[] rows, String path, int depth) {
            int bestColumn = -1;
            double bestThreshold = 0;
            double bestPurity = 0;
            boolean mixed =
                    Arrays.stream(counts(rows)).filter(count -> count > 0).count() > 1;
            for (int column = 0; mixed && depth < 3 && column < features.columns(); column++) {
                int at = column;
                double[] values = Arrays.stream(rows)
                        .mapToDouble(row -> value(row, at))
                        .sorted()
                        .distinct()
                        .toArray();
                for (int k = 1; k < values.length; k++) {
                    double threshold = values[k - 1] / 2 + values[k] / 2;
                    double purity =
                            purity(side(rows, column, threshold, true)) + purity(side(rows, column, threshold, false));
                    if (bestColumn < 0 || purity > bestPurity) {
                        bestColumn = column;
                        bestThreshold = threshold;
                        bestPurity = purity;
                    }
                }
            }
            if (bestColumn < 0) {
                int[] counts = counts(rows);
                int best = counts[1] > counts[0] ? 1 : 0;
                best = counts[2] > counts[best] ? 2 : best;
                texts.add((path.isEmpty() ? "always" : path) + " -> " + NAMES.get(best));
                return;
            }
            var and = path.isEmpty() ? "" : path + " and ";
            var text = String.format(Locale.ROOT, "%.4f", bestThreshold);
            grow(side(rows, bestColumn, bestThreshold, true), and + "feature " + bestColumn + " <= " + text, depth + 1);
            grow(side(rows, bestColumn, bestThreshold, false), and + "feature " + bestColumn + " > " + text, depth + 1);
        }
    }

    @Test
    void equalTryingEveryThreshold() {
        int rules = 0;
        for (long seed = 0; seed < 60; seed++) {
            var features = random(20 + (int) seed, 4, seed);
            var answers = answers(features, seed);

            var found = PublishedRules.of(features, answers, NAMES);

            assertThat(found).as("seed %d", seed).isEqualTo(new EveryThreshold(features, answers).texts);
            rules += found.size();
        }
        assertThat(rules).isGreaterThan(300);
    }

    @Test
    void doNotDependOnHowZerosAreStoredOrRowsAreOrdered() {
        for (long seed = 0; seed < 20; seed++) {
            var dense = random(50, 6, seed);
            var answers = answers(dense, seed);
            var turned = IntStream.range(0, 50).map(row -> 49 - row).toArray();
            var expected = PublishedRules.of(dense, answers, NAMES);

            assertThat(PublishedRules.of(Examples.sparse(dense), answers, NAMES))
                    .isEqualTo(expected);
            var other = Arrays.stream(turned).map(row -> answers[row]).toArray();
            assertThat(PublishedRules.of(dense.select(turned), other, NAMES)).isEqualTo(expected);
        }
    }

    private static Set<String> oneColumn(int[] answers, float... values) {
        return PublishedRules.of(new DenseFeatures(1, values), answers, NAMES);
    }

    @Test
    void thresholdsHaveFourDecimals() {
        var rules = oneColumn(new int[] {0, 1}, 0.1f, 0.2f);

        assertThat(rules).containsExactly("feature 0 <= 0.1500 -> a", "feature 0 > 0.1500 -> b");
        assertThat(oneColumn(new int[] {0, 1}, 0.1f, 0.20001f)).isEqualTo(rules);
        assertThat(oneColumn(new int[] {0, 1}, 0.1f, 0.2004f)).doesNotContainAnyElementsOf(rules);
    }

    @Test
    void splitWhatDiffersEvenIfThatGainsNothing() {
        var either = new DenseFeatures(2, new float[] {0, 0, 0, 1, 1, 0, 1, 1});

        assertThat(PublishedRules.of(either, new int[] {0, 1, 1, 0}, NAMES))
                .containsExactly(
                        "feature 0 <= 0.5000 and feature 1 <= 0.5000 -> a",
                        "feature 0 <= 0.5000 and feature 1 > 0.5000 -> b",
                        "feature 0 > 0.5000 and feature 1 <= 0.5000 -> b",
                        "feature 0 > 0.5000 and feature 1 > 0.5000 -> a");
    }

    @Test
    void answersThatAgreeOrCannotBeToldApartAreOneRule() {
        assertThat(oneColumn(new int[] {2, 2, 2}, 1, 2, 3)).containsExactly("always -> c");
        assertThat(oneColumn(new int[] {0, 1, 1}, 4, 4, 4)).containsExactly("always -> b");
        assertThat(oneColumn(new int[] {0, 1}, 1e-8f, 0))
                .containsExactly("always -> a"); // too close, the first of equals
    }

    @Test
    void refuseAnswersThatDoNotFit() {
        assertThatThrownBy(() -> oneColumn(new int[] {0}, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 answers for 2 rows");
        var none = new ArrayList<String>();
        assertThatThrownBy(() -> PublishedRules.of(new DenseFeatures(1, new float[] {1}), new int[0], none))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
