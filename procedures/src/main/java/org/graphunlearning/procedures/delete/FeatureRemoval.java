package org.graphunlearning.procedures.delete;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.projection.FeatureSource;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/**
 * Removes feature values from the graph: whole properties go, entries of a dense list become 0 so that its length stays, and
 * entries of sparse lists leave both lists.
 */
final class FeatureRemoval {
    private FeatureRemoval() {}

    static void remove(FeatureColumns columns, Items.FeatureItem item) {
        var node = item.node();
        if (item.indices().length == 0) {
            var keys = item.isWhole() ? columns.source().propertyKeys() : item.properties();
            keys.forEach(node::removeProperty);
            if (columns.source() instanceof FeatureSource.Sparse sparse && columns.of(item).length > 0) {
                sparse.propertyKeys().forEach(node::removeProperty); // values without their columns mean nothing
            }
        } else if (columns.source() instanceof FeatureSource.Sparse sparse) {
            removeEntries(node, sparse, item.indices());
        } else {
            zero(node, columns.layout(), item.indices());
        }
    }

    private static void zero(Node node, FeatureLayout layout, int[] indices) {
        for (int p = 0; p < layout.propertyKeys().size(); p++) {
            int start = layout.start(p);
            int end = start + layout.widths()[p];
            int[] inside = Arrays.stream(indices)
                    .filter(index -> index >= start && index < end)
                    .map(index -> index - start)
                    .toArray();
            var key = layout.propertyKeys().get(p);
            var value = node.getProperty(key, null);
            if (value != null && inside.length > 0) {
                if (value.getClass().isArray()) {
                    node.setProperty(key, zeroed(value, inside));
                } else {
                    node.removeProperty(key);
                }
            }
        }
    }

    private static Object zeroed(Object array, int[] positions) {
        for (int position : positions) {
            Array.setByte(array, position, (byte) 0); // widens to every numeric component type
        }
        return array;
    }

    private static void removeEntries(Node node, FeatureSource.Sparse source, int[] indices) {
        var columns = node.getProperty(source.indices(), null);
        if (columns == null) {
            return;
        }
        int[] kept = IntStream.range(0, length(columns))
                .filter(k -> Arrays.binarySearch(indices, column(columns, k)) < 0)
                .toArray();
        node.setProperty(source.indices(), selected(columns, kept));
        var values = source.values() == null ? null : node.getProperty(source.values(), null);
        if (source.values() != null && values != null && length(values) > 0) {
            node.setProperty(source.values(), selected(values, kept));
        }
    }

    private static int length(Object value) {
        return value.getClass().isArray() ? Array.getLength(value) : 1;
    }

    private static int column(Object columns, int k) {
        long column = columns instanceof Number scalar ? scalar.longValue() : Array.getLong(columns, k);
        return (int) column;
    }

    private static Object selected(@Nullable Object value, int[] kept) {
        if (value == null || !value.getClass().isArray()) {
            return value != null && kept.length == 1 ? value : new long[0];
        }
        var out = Array.newInstance(value.getClass().getComponentType(), kept.length);
        for (int i = 0; i < kept.length; i++) {
            Array.set(out, i, Array.get(value, kept[i]));
        }
        return out;
    }
}
