package org.graphunlearning.verify.explain;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.jspecify.annotations.Nullable;

/**
 * The feature rows of a graph as a network reads them, less a baseline. A row and its product are made when first asked for and
 * then shared by all targets; threads may make the same row twice, with the same bits.
 */
final class InputRows {
    private final Gnn model;
    private final Features features;
    private final Matrix weight;
    private final double[] baseline;
    private final AtomicReferenceArray<@Nullable InputRow> made;

    /** An empty baseline is zero. */
    InputRows(Gnn model, Graph graph, Matrix weight, double[] baseline) {
        this.model = model;
        this.features = graph.features();
        this.weight = weight;
        this.baseline = baseline;
        this.made = new AtomicReferenceArray<>(features.rows());
    }

    InputRow row(int row) {
        var out = made.get(row);
        if (out == null) {
            out = read(features.select(new int[] {row}));
            made.set(row, out);
        }
        return out;
    }

    /** The row as it would be with one value set to zero before the network scales it. */
    InputRow rowWithout(int row, int column) {
        return read(features.select(new int[] {row}).withZeroed(new int[] {0}, new int[][] {{column}}));
    }

    private InputRow read(Features one) {
        return InputRow.of(model.config().scaled(one), baseline, weight);
    }

    /** Products of the rows of a ball, position by position. */
    double[] products(Ball ball) {
        int width = weight.columns();
        var out = new double[ball.size() * width];
        for (int i = 0; i < ball.size(); i++) {
            System.arraycopy(row(ball.rows()[i]).product(), 0, out, i * width, width);
        }
        return out;
    }
}
