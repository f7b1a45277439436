package org.graphunlearning.verify.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * When all conditions hold, the answer is the class.
 *
 * @param conditions at most one per feature, in the order of features; none means always
 * @param classIndex the class
 * @param covered keys of the examples for which all conditions hold, ascending, never empty
 * @param right how many of them the model answers the same
 */
public record Rule(List<Condition> conditions, int classIndex, long[] covered, int right) {
    /** Keeps the list unmodifiable. */
    public Rule {
        conditions = List.copyOf(conditions);
    }

    /** Number of examples covered. */
    public int support() {
        return covered.length;
    }

    /** The share of the examples covered for which the model answers the same, in (0, 1]. */
    public double purity() {
        return (double) right / covered.length;
    }

    /** In words: conditions and class, without the examples. */
    public String text(RuleNames names) {
        String when =
                conditions.stream().map(condition -> condition.text(names)).collect(Collectors.joining(" and "));
        return (when.isEmpty() ? "always" : when) + " -> " + names.className(classIndex);
    }

    /** Common examples by examples of either rule, in [0, 1]; linear. */
    public double jaccard(Rule other) {
        int common = 0;
        for (int i = 0, j = 0; i < covered.length && j < other.covered.length; ) {
            int order = Long.compare(covered[i], other.covered[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return (double) common / (covered.length + other.covered.length - common);
    }
}
