package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * Z, the input of a head that is solved: features, projected if asked for, propagated, rounded, with a constant last column.
 *
 * <p>Rounding to multiples of {@link Columns#RESOLUTION} is part of what the features are, the same for all data. It makes products
 * multiples of 2^-28, so that sums of them in double are exact while they stay below 2^25: rows can be added and taken away in any
 * order, and the sums have the same bits.
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
        var values = HopValues.of(graph, rows, config, compute);
        int columns = values.columns().count();
        var z = new double[Math.multiplyExact(rows.length, columns)];
        values.fill(0, rows.length, z, columns, compute);
        return new PropagatedRows(rows.length, columns, z);
    }
}
