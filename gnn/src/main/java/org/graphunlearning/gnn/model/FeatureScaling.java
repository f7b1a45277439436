package org.graphunlearning.gnn.model;

import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;

/** Scales each feature row by itself, so that forgetting one node changes no other row. */
final class FeatureScaling {
    private FeatureScaling() {}

    /** Divides each row by the sum of its absolute values; rows of zeros stay. */
    static Features rowsToUnitSum(Features features) {
        if (features instanceof SparseFeatures x) {
            var val = x.val().clone();
            for (int row = 0; row < x.rows(); row++) {
                scale(val, x.ptr()[row], x.ptr()[row + 1]);
            }
            return new SparseFeatures(x.columns(), x.ptr(), x.idx(), val);
        }
        var x = (DenseFeatures) features;
        var values = x.values().clone();
        for (int start = 0; start < values.length; start += x.columns()) {
            scale(values, start, start + x.columns());
        }
        return new DenseFeatures(x.columns(), values);
    }

    private static void scale(float[] values, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += Math.abs(values[k]);
        }
        if (sum > 0) {
            for (int k = from; k < to; k++) {
                values[k] = (float) (values[k] / sum);
            }
        }
    }
}
