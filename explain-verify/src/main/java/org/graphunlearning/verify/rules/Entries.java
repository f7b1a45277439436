package org.graphunlearning.verify.rules;

import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;

/** Walks the stored values of a row of features: all of a dense one, those listed of a sparse one. */
final class Entries {
    private Entries() {}

    /** Takes one value. */
    interface Visitor {
        void visit(int column, float value);
    }

    static void visit(Features features, int row, Visitor visitor) {
        if (features instanceof SparseFeatures sparse) {
            for (int k = sparse.ptr()[row]; k < sparse.ptr()[row + 1]; k++) {
                visitor.visit(sparse.idx()[k], sparse.val()[k]);
            }
        } else if (features instanceof DenseFeatures dense) {
            for (int column = 0; column < dense.columns(); column++) {
                visitor.visit(column, dense.values()[row * dense.columns() + column]);
            }
        }
    }
}
