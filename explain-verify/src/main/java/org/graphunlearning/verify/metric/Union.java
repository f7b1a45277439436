package org.graphunlearning.verify.metric;

/** Walks two lists of scores by key, a missing key having score zero. */
final class Union {
    private Union() {}

    /** What a pair of scores of one key adds to a sum. */
    interface Term {
        double of(double left, double right);
    }

    /** The sum over all keys that either side lists, in their order; linear. */
    static double sum(ItemScores left, ItemScores right, Term term) {
        if (left.kind() != right.kind()) {
            throw new IllegalArgumentException("Scores of kind " + left.kind()
                    + " cannot be compared with scores of kind " + right.kind() + "; take both of one kind.");
        }
        double sum = 0;
        int l = 0;
        int r = 0;
        while (l < left.size() || r < right.size()) {
            int order = order(left, l, right, r);
            double leftValue = order <= 0 ? left.values()[l++] : 0;
            double rightValue = order >= 0 ? right.values()[r++] : 0;
            sum += term.of(leftValue, rightValue);
        }
        return sum;
    }

    /** Number of keys that either side lists. */
    static int size(ItemScores left, ItemScores right) {
        return (int) sum(left, right, (l, r) -> 1);
    }

    private static int order(ItemScores left, int l, ItemScores right, int r) {
        if (l == left.size()) {
            return 1;
        }
        if (r == right.size()) {
            return -1;
        }
        return ItemScores.compare(left.first()[l], left.second()[l], right.first()[r], right.second()[r]);
    }
}
