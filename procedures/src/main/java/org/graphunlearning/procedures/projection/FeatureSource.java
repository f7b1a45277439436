package org.graphunlearning.procedures.projection;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the feature vector of a node comes from. */
public sealed interface FeatureSource {
    /** The node properties read. */
    List<String> propertyKeys();

    /**
     * Numbers and lists of numbers, concatenated in this order.
     *
     * @param propertyKeys at least one key
     */
    record Dense(List<String> propertyKeys) implements FeatureSource {
        /** Refuses an empty list. */
        public Dense {
            if (propertyKeys.isEmpty()) {
                throw new IllegalArgumentException("Configuration value `featureProperties` must name a property.");
            }
            propertyKeys = List.copyOf(propertyKeys);
        }
    }

    /**
     * A list of columns and, optionally, a list of their values.
     *
     * @param indices key of the column list
     * @param values key of the value list; null, or missing on a node, or empty there: every value is 1
     * @param dimension width of the vector, at least 1
     */
    record Sparse(String indices, @Nullable String values, int dimension) implements FeatureSource {
        @Override
        public List<String> propertyKeys() {
            return Stream.of(indices, values).filter(key -> key != null).toList();
        }
    }
}
