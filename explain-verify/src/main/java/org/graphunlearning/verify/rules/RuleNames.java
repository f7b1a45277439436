package org.graphunlearning.verify.rules;

import java.util.List;
import java.util.function.IntFunction;

/**
 * How rules call things.
 *
 * @param column name of a column of the feature matrix
 * @param classes names of the classes, by index
 */
public record RuleNames(IntFunction<String> column, List<String> classes) {
    /** Keeps the list unmodifiable. */
    public RuleNames {
        classes = List.copyOf(classes);
    }

    /** Columns by their number. */
    public static RuleNames of(List<String> classes) {
        return new RuleNames(column -> "feature " + column, classes);
    }

    String className(int index) {
        if (index >= classes.size()) {
            throw new IllegalArgumentException(
                    "Class " + index + " has no name; there are names for " + classes.size() + " classes.");
        }
        return classes.get(index);
    }
}
