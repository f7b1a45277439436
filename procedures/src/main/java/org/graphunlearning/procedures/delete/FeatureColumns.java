package org.graphunlearning.procedures.delete;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.procedures.config.NearestName;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.projection.FeatureSource;
import org.graphunlearning.procedures.projection.ProjectionSpec;

/** Which columns of one model's feature vector a request means. */
record FeatureColumns(FeatureSource source, FeatureLayout layout) {
    static FeatureColumns of(ProjectionSpec spec, FeatureLayout layout) {
        return new FeatureColumns(spec.features(), layout);
    }

    /**
     * The columns, ascending; none when the model does not learn from what is named.
     *
     * @throws IllegalArgumentException when an index lies outside the vector
     */
    int[] of(Items.FeatureItem item) {
        if (item.isWhole()) {
            return IntStream.range(0, layout.columns()).toArray();
        }
        for (int index : item.indices()) {
            if (index >= layout.columns()) {
                throw new IllegalArgumentException("Feature index " + index + " does not exist; the model's vector has "
                        + layout.columns() + " columns, counted from 0 over all feature properties.");
            }
        }
        if (item.indices().length > 0) {
            return item.indices();
        }
        if (source instanceof FeatureSource.Sparse) {
            boolean named = item.properties().stream().anyMatch(source.propertyKeys()::contains);
            return named ? IntStream.range(0, layout.columns()).toArray() : new int[0];
        }
        return IntStream.range(0, layout.propertyKeys().size())
                .filter(position ->
                        item.properties().contains(layout.propertyKeys().get(position)))
                .flatMap(position -> Arrays.stream(layout.columnsOf(position)))
                .toArray();
    }

    /** Refuses a property that neither the model learns from nor the node has: a typing error would forget nothing. */
    void requireKnown(Items.FeatureItem item) {
        for (var key : item.properties()) {
            if (!source.propertyKeys().contains(key) && !item.node().hasProperty(key)) {
                throw new IllegalArgumentException(
                        "Property `" + key + "` is neither a feature of the model nor on node "
                                + item.node().getElementId() + "." + NearestName.hint(key, source.propertyKeys()));
            }
        }
    }

    /** Whether both mean the same columns by the same names. */
    boolean isLike(FeatureColumns other) {
        return source.equals(other.source)
                && layout.propertyKeys().equals(other.layout.propertyKeys())
                && Arrays.equals(layout.widths(), other.layout.widths());
    }
}
