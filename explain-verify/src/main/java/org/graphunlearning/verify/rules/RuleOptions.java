package org.graphunlearning.verify.rules;

/**
 * How rules are found.
 *
 * @param seed of the choice of examples, where there are more nodes than {@code mostExamples}
 * @param mostExamples nodes read at most, at least 1
 * @param mostColumns columns of the feature matrix used at most, at least 0
 * @param mostRules rules at most, in [1, 16]
 */
public record RuleOptions(long seed, int mostExamples, int mostColumns, int mostRules) {
    /** 5000 examples, 64 columns, 16 rules. */
    public static final RuleOptions DEFAULT = new RuleOptions(0, 5000, 64, 16);

    private static final int MOST_RULES = 16; // more than a person reads
    private static final int DEPTH = 4;
    private static final int LEAST_SUPPORT = 5;
    private static final int SHARE_OF_SUPPORT = 200;

    /** Checks the ranges. */
    public RuleOptions {
        if (mostExamples < 1 || mostColumns < 0 || mostRules < 1 || mostRules > MOST_RULES) {
            throw new IllegalArgumentException(
                    "Rules need at least one example, no negative number of columns and 1 to " + MOST_RULES
                            + " rules, not " + mostExamples + ", " + mostColumns + " and " + mostRules + ".");
        }
    }

    /**
     * The most questions before an answer: 4, or one per class where there are more. Trees tell one class after the other from
     * the rest, so a shallower one would give some classes no rule of their own.
     */
    int depth(int classes) {
        return Math.max(DEPTH, classes);
    }

    /** The fewest examples a rule may cover: 5, or half a percent where that is more. */
    int leastSupport(int examples) {
        return Math.max(LEAST_SUPPORT, (examples + SHARE_OF_SUPPORT - 1) / SHARE_OF_SUPPORT);
    }
}
