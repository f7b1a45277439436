package org.graphunlearning.verify.rules;

/**
 * How rules are found.
 *
 * @param seed of the choice of examples, where there are more nodes than {@code mostExamples}
 * @param mostExamples nodes read at most, at least 1
 * @param mostColumns columns of the feature matrix used at most, at least 0
 * @param depth conditions a rule can take, in [1, 4], so that there are at most 16 rules
 */
public record RuleOptions(long seed, int mostExamples, int mostColumns, int depth) {
    /** 5000 examples, 64 columns, depth 4. */
    public static final RuleOptions DEFAULT = new RuleOptions(0, 5000, 64, 4);

    private static final int DEEPEST = 4;
    private static final int LEAST_SUPPORT = 5;
    private static final int SHARE_OF_SUPPORT = 200;

    /** Checks the ranges. */
    public RuleOptions {
        if (mostExamples < 1 || mostColumns < 0 || depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "Rules need at least one example, no negative number of columns and a depth" + " of 1 to " + DEEPEST
                            + ", not " + mostExamples + ", " + mostColumns + " and " + depth + ".");
        }
    }

    /** The fewest examples a rule may cover: 5, or half a percent where that is more. */
    int leastSupport(int examples) {
        return Math.max(LEAST_SUPPORT, (examples + SHARE_OF_SUPPORT - 1) / SHARE_OF_SUPPORT);
    }
}
