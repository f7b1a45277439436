package org.graphunlearning.verify.rules;

import java.util.Arrays;
import java.util.List;

/**
 * Rules that imitate one model; each example is covered by exactly one.
 *
 * @param rules at most 16, in the order of the tree: at each question the low side first
 * @param examples keys of the examples, ascending
 */
public record RuleSet(List<Rule> rules, long[] examples) {
    /** Keeps the list unmodifiable. */
    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** The share of examples for which the rules answer as the model does, in (0, 1]. */
    public double fidelity() {
        return (double) rules.stream().mapToInt(Rule::right).sum() / examples.length;
    }

    /** What the rules answer, one class per example. */
    public int[] answers() {
        var out = new int[examples.length];
        for (var rule : rules) {
            for (long key : rule.covered()) {
                out[Arrays.binarySearch(examples, key)] = rule.classIndex();
            }
        }
        return out;
    }
}
