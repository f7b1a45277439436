package org.graphunlearning.verify.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;

/** Reading and writing single feature values. */
final class FeatureCells {
    private FeatureCells() {}

    static float value(Features features, int row, int column) {
        if (features instanceof SparseFeatures sparse) {
            int at = Arrays.binarySearch(sparse.idx(), sparse.ptr()[row], sparse.ptr()[row + 1], column);
            return at < 0 ? 0 : sparse.val()[at];
        }
        return ((DenseFeatures) features).values()[row * features.columns() + column];
    }

    /** Columns of a row whose value is not zero, ascending. */
    static int[] columns(Features features, int row) {
        if (features instanceof SparseFeatures sparse) {
            return Arrays.stream(sparse.idx(), sparse.ptr()[row], sparse.ptr()[row + 1])
                    .filter(column -> value(features, row, column) != 0)
                    .toArray();
        }
        var values = ((DenseFeatures) features).values();
        int start = row * features.columns();
        return IntStream.range(0, features.columns())
                .filter(column -> values[start + column] != 0)
                .toArray();
    }

    /**
     * The graph with one value in some columns of some rows; sparse stays sparse. Linear in the features.
     *
     * @param rows ascending, distinct
     * @param columns ascending, distinct
     */
    static Graph with(Graph graph, int[] rows, int[] columns, float value) {
        var features = graph.features();
        var changed = features instanceof SparseFeatures sparse
                ? sparse(sparse, rows, columns, value)
                : dense((DenseFeatures) features, rows, columns, value);
        return Graph.of(graph.keys(), graph.adjacency(), changed, graph.labels(), graph.split());
    }

    private static Features dense(DenseFeatures features, int[] rows, int[] columns, float value) {
        var values = features.values().clone();
        for (int row : rows) {
            for (int column : columns) {
                values[row * features.columns() + column] = value;
            }
        }
        return new DenseFeatures(features.columns(), values);
    }

    private static Features sparse(SparseFeatures features, int[] rows, int[] columns, float value) {
        int room = Math.addExact(features.idx().length, Math.multiplyExact(rows.length, columns.length));
        var ptr = new int[features.ptr().length];
        var idx = new int[room];
        var val = new float[room];
        int length = 0;
        for (int row = 0; row < features.rows(); row++) {
            boolean here = Arrays.binarySearch(rows, row) >= 0;
            int next = 0;
            for (int k = features.ptr()[row]; k < features.ptr()[row + 1]; k++) {
                int column = features.idx()[k];
                while (here && next < columns.length && columns[next] < column) {
                    idx[length] = columns[next++];
                    val[length++] = value;
                }
                boolean set = here && next < columns.length && columns[next] == column;
                next += set ? 1 : 0;
                idx[length] = column;
                val[length++] = set ? value : features.val()[k];
            }
            while (here && next < columns.length) {
                idx[length] = columns[next++];
                val[length++] = value;
            }
            ptr[row + 1] = length;
        }
        return new SparseFeatures(features.columns(), ptr, Arrays.copyOf(idx, length), Arrays.copyOf(val, length));
    }
}
