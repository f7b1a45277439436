package org.graphunlearning.procedures.projection;

import java.util.List;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/** Concatenates scalars and lists of numbers. */
final class DenseReader implements FeatureReader {
    private static final int CHECK_EVERY = 8192;

    private final List<String> keys;
    private final FeatureLayout layout;
    private final float[] values;

    /**
     * Allocates the matrix.
     *
     * @param layout known widths, or null to take them from the first node that has each property
     * @throws IllegalArgumentException when a property is absent on every node, or the matrix exceeds 2^31 - 9 values
     */
    DenseReader(CallScope scope, FeatureSource.Dense source, @Nullable FeatureLayout layout, long[] ids) {
        this.keys = source.propertyKeys();
        this.layout = layout == null ? discover(scope, source, ids) : layout;
        long size = (long) ids.length * this.layout.columns();
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("The feature matrix would hold " + size
                    + " values; the limit is 2147483639. Project fewer nodes or properties, or use `sparseFeatures`.");
        }
        MemoryBudget.require("Reading features", size * Float.BYTES);
        values = new float[(int) size];
    }

    static FeatureLayout discover(CallScope scope, FeatureSource.Dense source, long[] ids) {
        var keys = source.propertyKeys();
        var widths = new int[keys.size()];
        for (int p = 0; p < widths.length; p++) {
            widths[p] = width(scope, keys.get(p), ids);
        }
        return new FeatureLayout(keys, widths);
    }

    private static int width(CallScope scope, String key, long[] ids) {
        for (int i = 0; i < ids.length; i++) {
            if (i % CHECK_EVERY == 0) {
                scope.guard().check();
            }
            var node = InternalIds.node(scope.transaction(), ids[i]);
            var value = node.getProperty(key, null);
            if (value != null) {
                int width = Numbers.width(node, key, value);
                if (width == 0) {
                    throw new IllegalArgumentException(
                            "Feature property `" + key + "` of node " + node.getElementId() + " is an empty list.");
                }
                return width;
            }
        }
        throw new IllegalArgumentException("No node of the projection has the feature property `" + key + "`.");
    }

    @Override
    public Range range(int from, int to) {
        return new Range() {
            private int incomplete;

            @Override
            public void read(int row, Node node, int @Nullable [] hidden) {
                incomplete += fill(row, node) ? 0 : 1;
                for (int k = 0; hidden != null && k < hidden.length; k++) {
                    if (hidden[k] < layout.columns()) {
                        values[row * layout.columns() + hidden[k]] = 0f;
                    }
                }
            }

            @Override
            public void skip() {
                // zero from the start
            }

            @Override
            public int incomplete() {
                return incomplete;
            }
        };
    }

    private boolean fill(int row, Node node) {
        boolean complete = true;
        int at = row * layout.columns();
        for (int p = 0; p < layout.widths().length; p++) {
            int width = layout.widths()[p];
            var key = keys.get(p);
            var value = node.getProperty(key, null);
            if (value == null) {
                complete = false;
            } else {
                int given = Numbers.width(node, key, value);
                if (given != width) {
                    throw new IllegalArgumentException("Feature property `" + key + "` of node " + node.getElementId()
                            + " has length " + given + " where others have " + width + ".");
                }
                for (int k = 0; k < width; k++) {
                    values[at + k] = Numbers.at(node, key, value, k);
                }
            }
            at += width;
        }
        return complete;
    }

    @Override
    public Features finish() {
        return new DenseFeatures(layout.columns(), values);
    }

    @Override
    public FeatureLayout layout() {
        return layout;
    }
}
