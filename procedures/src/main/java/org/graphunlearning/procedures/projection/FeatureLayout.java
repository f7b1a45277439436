package org.graphunlearning.procedures.projection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns of the feature vector come from which property.
 *
 * @param propertyKeys dense: the properties in order; sparse: the one that lists columns
 * @param widths how many columns each property fills, as long as {@code propertyKeys}
 */
public record FeatureLayout(List<String> propertyKeys, int[] widths) {
    /** Checks that both parts speak of the same properties. */
    public FeatureLayout {
        if (propertyKeys.size() != widths.length || IntStream.of(widths).anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("Every feature property needs a width of at least 1.");
        }
        propertyKeys = List.copyOf(propertyKeys);
    }

    /** Width of the whole vector. */
    public int columns() {
        return Arrays.stream(widths).reduce(0, Math::addExact);
    }

    /** First column of the property at a position. */
    public int start(int position) {
        return IntStream.of(widths).limit(position).sum();
    }

    /** Every column of the property at a position, ascending. */
    public int[] columnsOf(int position) {
        return IntStream.range(start(position), start(position) + widths[position])
                .toArray();
    }
}
