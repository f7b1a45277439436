package org.graphunlearning.gnn.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The class label of each row, any integers or any strings.
 *
 * @param vocabulary distinct labels, ascending; all {@link Long} or all {@link String}
 * @param ofRow index into the vocabulary, or -1 where a row has no label
 */
public record Labels(List<Object> vocabulary, int[] ofRow) {
    /** Keeps the vocabulary unmodifiable. */
    public Labels {
        vocabulary = List.copyOf(vocabulary);
        for (int label : ofRow) {
            if (label < -1 || label >= vocabulary.size()) {
                throw new IllegalArgumentException("Label index " + label + " has no name.");
            }
        }
    }

    /**
     * Reads raw labels, one per row; {@code null} is unlabelled.
     *
     * @throws IllegalArgumentException when a label is neither an integer nor a string, or both kinds occur
     */
    public static Labels of(@Nullable Object[] raw) {
        var distinct = new TreeSet<Object>(Comparator.comparing(Labels::comparable));
        var normal = new @Nullable Object[raw.length];
        Class<?> kind = null;
        for (int row = 0; row < raw.length; row++) {
            var value = raw[row];
            if (value != null) {
                var label = normalised(value);
                if (kind != null && kind != label.getClass()) {
                    throw new IllegalArgumentException("Labels must be all integers or all strings, not a mixture.");
                }
                kind = label.getClass();
                distinct.add(label);
                normal[row] = label;
            }
        }
        var vocabulary = new ArrayList<>(distinct);
        var indexOf = new HashMap<Object, Integer>();
        for (int i = 0; i < vocabulary.size(); i++) {
            indexOf.put(vocabulary.get(i), i);
        }
        var ofRow = new int[raw.length];
        for (int row = 0; row < raw.length; row++) {
            var label = normal[row];
            ofRow[row] = label == null ? -1 : indexOf.getOrDefault(label, -1);
        }
        return new Labels(vocabulary, ofRow);
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(Object label) {
        return (Comparable<Object>) label;
    }

    private static Object normalised(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException("A label must be an integer or a string, not "
                + value.getClass().getSimpleName() + ".");
    }

    /** Whether a row has a label. */
    public boolean isLabelled(int row) {
        return ofRow[row] >= 0;
    }

    /** The labels of the rows named, in that order, over the same vocabulary. */
    Labels select(int[] rows) {
        return new Labels(vocabulary, Arrays.stream(rows).map(row -> ofRow[row]).toArray());
    }

    /** The same labels with the rows named unlabelled. */
    Labels withCleared(int[] rows) {
        var out = ofRow.clone();
        for (int row : rows) {
            out[row] = -1;
        }
        return new Labels(vocabulary, out);
    }
}
