package org.graphunlearning.verify.metric;

/**
 * How much the scores themselves changed in one part of the graph: {@code sum |a - b| / sum (a + b)} (Bray and Curtis 1957), in
 * [0, 1]. Unlike a heat map it sees scores that all shrank alike. It does not say whether a change was due.
 */
public final class ScoreDeviation {
    private ScoreDeviation() {}

    /**
     * The deviation inside a zone, 0 when neither side has a score there. Linear in the items listed.
     *
     * @param zone usually {@link DeletedItems#zone()}
     * @throws IllegalArgumentException when the scores are of different kinds
     */
    public static double of(ItemScores left, ItemScores right, ItemSet zone) {
        return of(left.where(zone, true), right.where(zone, true));
    }

    /**
     * The deviation over all items.
     *
     * @throws IllegalArgumentException when the scores are of different kinds
     */
    public static double of(ItemScores left, ItemScores right) {
        double change = Union.sum(left, right, (l, r) -> Math.abs(l - r));
        double total = Union.sum(left, right, Double::sum);
        return total == 0 ? 0 : change / total;
    }
}
