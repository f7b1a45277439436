package org.graphunlearning.verify.explain;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;

/**
 * One row of features as a network reads them.
 *
 * @param columns of the values that are not zero, ascending
 * @param values these values
 * @param product of the row and the first layer's weight
 */
record InputRow(int[] columns, double[] values, double[] product) {
    /** The only row of {@code one}, a baseline subtracted; an empty baseline is zero. */
    static InputRow of(Features one, double[] baseline, Matrix weight) {
        var columns = new Ints();
        var row = baseline.length == 0 && one instanceof SparseFeatures sparse
                ? sparse(sparse, columns)
                : dense(one, baseline, columns);
        var product = new double[weight.columns()];
        for (int k = 0; k < columns.size(); k++) {
            weight.addRow(columns.get(k), row[k], product, 0);
        }
        return new InputRow(columns.toArray(), row, product);
    }

    private static double[] sparse(SparseFeatures one, Ints columns) {
        var out = new double[one.idx().length];
        for (int k = 0; k < one.idx().length; k++) {
            if (one.val()[k] != 0) {
                out[columns.size()] = one.val()[k];
                columns.add(one.idx()[k]);
            }
        }
        return out.length == columns.size() ? out : Arrays.copyOf(out, columns.size());
    }

    private static double[] dense(Features one, double[] baseline, Ints columns) {
        var all = widened(one);
        var out = new double[all.length];
        for (int c = 0; c < all.length; c++) {
            double value = all[c] - (baseline.length == 0 ? 0 : baseline[c]);
            if (value != 0) {
                out[columns.size()] = value;
                columns.add(c);
            }
        }
        return Arrays.copyOf(out, columns.size());
    }

    /** The only row of {@code one} with all its columns. */
    static double[] widened(Features one) {
        if (one instanceof DenseFeatures dense) {
            return Matrix.widened(dense.values());
        }
        var sparse = (SparseFeatures) one;
        var out = new double[sparse.columns()];
        for (int k = 0; k < sparse.idx().length; k++) {
            out[sparse.idx()[k]] = sparse.val()[k];
        }
        return out;
    }

    /** Sum of absolute values. */
    double mass() {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return sum;
    }

    boolean isZero() {
        return columns.length == 0;
    }
}
