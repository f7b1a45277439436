package org.graphunlearning.verify.rules;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Features;

/**
 * The columns that tell most about some answers: largest chi-square of "above the column's mean" against the answer. Reads stored
 * values only, twice; needs columns times classes counters.
 */
final class ColumnChoice {
    private final Features features;
    private final int[] rows;
    private final int[] answers;
    private final int classes;

    ColumnChoice(Features features, int[] rows, int[] answers, int classes) {
        this.features = features;
        this.rows = rows;
        this.answers = answers;
        this.classes = classes;
    }

    /** At most so many columns, ascending; columns that tell nothing are left out, ties go to the smaller column. */
    int[] best(int most) {
        var score = scores();
        return IntStream.range(0, score.length)
                .filter(column -> score[column] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer column) -> -score[column])
                        .thenComparing(column -> column))
                .limit(most)
                .mapToInt(column -> column)
                .sorted()
                .toArray();
    }

    /** Chi-square per column. */
    double[] scores() {
        var mean = means();
        var size = new int[classes];
        var count = new int[Math.multiplyExact(features.columns(), classes)];
        for (int row : rows) {
            int answer = answers[row];
            size[answer]++;
            // Zeros that are not stored lie on the other side of the mean, so the side counted never needs them.
            Entries.visit(features, row, (column, value) -> {
                if (mean[column] < 0 ? value <= mean[column] : value > mean[column]) {
                    count[column * classes + answer]++;
                }
            });
        }
        var score = new double[mean.length];
        for (int column = 0; column < score.length; column++) {
            score[column] = chiSquare(count, column * classes, size);
        }
        return score;
    }

    private double[] means() {
        var mean = new double[features.columns()];
        for (int row : rows) {
            Entries.visit(features, row, (column, value) -> mean[column] += value);
        }
        for (int column = 0; column < mean.length; column++) {
            mean[column] /= rows.length;
        }
        return mean;
    }

    private double chiSquare(int[] count, int at, int[] size) {
        int counted = 0;
        for (int c = 0; c < classes; c++) {
            counted += count[at + c];
        }
        if (counted == 0 || counted == rows.length) {
            return 0;
        }
        double n = rows.length;
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            if (size[c] > 0) {
                double difference = count[at + c] - counted * (size[c] / n);
                sum += difference * difference / size[c];
            }
        }
        return sum * n * (1.0 / counted + 1.0 / (n - counted));
    }
}
