package org.graphunlearning.procedures.store;

import java.lang.reflect.Array;
import java.util.BitSet;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.projection.FeatureSource;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/**
 * The columns of a model's feature vector that the properties of a node fill, whatever is hidden from the model. Linear in what the
 * node holds.
 */
public final class HeldValues {
    private HeldValues() {}

    /** Columns with a value other than 0; anything that is no number counts as one. */
    public static BitSet columns(Node node, FeatureSource source, FeatureLayout layout) {
        return source instanceof FeatureSource.Sparse sparse
                ? listed(node, sparse, layout.columns())
                : concatenated(node, layout);
    }

    private static BitSet concatenated(Node node, FeatureLayout layout) {
        var out = new BitSet();
        int start = 0;
        for (int p = 0; p < layout.propertyKeys().size(); p++) {
            var value = node.getProperty(layout.propertyKeys().get(p), null);
            int width = layout.widths()[p];
            for (int i = 0; value != null && i < Math.min(width, length(value)); i++) {
                out.set(start + i, !isZero(value, i));
            }
            start += width;
        }
        return out;
    }

    private static BitSet listed(Node node, FeatureSource.Sparse source, int dimension) {
        var out = new BitSet();
        var columns = node.getProperty(source.indices(), null);
        var values = source.values() == null ? null : node.getProperty(source.values(), null);
        boolean ones = values == null || length(values) == 0;
        for (int k = 0; columns != null && k < length(columns); k++) {
            long column = at(columns, k) instanceof Number number ? number.longValue() : -1;
            boolean zero = !ones && k < length(values) && isZero(values, k);
            if (column >= 0 && column < dimension && !zero) {
                out.set((int) column);
            }
        }
        return out;
    }

    private static int length(@Nullable Object value) {
        return value == null ? 0 : value.getClass().isArray() ? Array.getLength(value) : 1;
    }

    private static Object at(Object value, int position) {
        return value.getClass().isArray() ? Array.get(value, position) : value;
    }

    private static boolean isZero(@Nullable Object value, int position) {
        return value != null && at(value, position) instanceof Number number && number.doubleValue() == 0;
    }
}
