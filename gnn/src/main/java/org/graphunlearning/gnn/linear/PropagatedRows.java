package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.layer.MessageFlow;

/**
 * Z, the input of a head that is solved: features, projected if asked for, propagated, with a constant last column.
 *
 * @param count rows
 * @param columns D, the constant column included
 * @param values count x D, row-major
 */
record PropagatedRows(int count, int columns, double[] values) {
    /**
     * Z of some rows; reads only what flows into them. A row has the same bits whatever rows are asked for with it.
     *
     * @param rows of the graph, ascending
     */
    static PropagatedRows of(Graph graph, int[] rows, LinearFit.Config config, Compute compute) {
        var model = config.model();
        var flow = MessageFlow.into(graph, model.architecture().weights(), rows, model.layers());
        var features = model.scaled(graph.features().select(flow.rows(0)));
        int width = features.columns();
        float[] values = dense(features);
        for (int round = 0; round < flow.rounds(); round++) {
            var out = new float[flow.rows(round + 1).length * width];
            compute.multiply(new SparseProduct(
                    flow.hop(round).forward(), 0, Panel.of(values, width), Panel.of(out, width), false));
            values = out;
        }
        var z = new double[rows.length * (width + 1)];
        for (int row = 0; row < rows.length; row++) {
            for (int c = 0; c < width; c++) {
                z[row * (width + 1) + c] = values[row * width + c];
            }
            z[row * (width + 1) + width] = 1;
        }
        return new PropagatedRows(rows.length, width + 1, z);
    }

    private static float[] dense(Features features) {
        if (features instanceof DenseFeatures dense) {
            return dense.values();
        }
        var x = (SparseFeatures) features;
        var out = new float[Math.multiplyExact(x.rows(), x.columns())];
        for (int row = 0; row < x.rows(); row++) {
            for (int k = x.ptr()[row]; k < x.ptr()[row + 1]; k++) {
                out[row * x.columns() + x.idx()[k]] = x.val()[k];
            }
        }
        return out;
    }
}
