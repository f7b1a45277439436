package org.graphunlearning.verify.attack;

import java.util.Arrays;

/**
 * A threshold: scores of at least {@code value} are called members. To be fitted on other items than it is judged on, or its
 * success is overstated.
 *
 * @param value any number; minus infinity where no cut beats calling everyone a member
 */
public record Cut(double value) {
    /**
     * The cut with the greatest balanced accuracy on some scores, the lowest of equals; midway between two scores. Costs a sort.
     *
     * @throws IllegalArgumentException when either is empty or a score is not a number
     */
    public static Cut fit(double[] members, double[] nonMembers) {
        RankAuc.of(members, nonMembers); // the same demands
        var high = members.clone();
        var low = nonMembers.clone();
        Arrays.sort(high);
        Arrays.sort(low);
        double best = 0.5;
        double cut = Double.NEGATIVE_INFINITY;
        int h = 0;
        int l = 0;
        while (h < high.length || l < low.length) {
            double at = h == high.length ? low[l] : l == low.length ? high[h] : Math.min(high[h], low[l]);
            while (h < high.length && high[h] <= at) {
                h++;
            }
            while (l < low.length && low[l] <= at) {
                l++;
            }
            double accuracy = 0.5 * ((double) (high.length - h) / high.length + (double) l / low.length);
            if (accuracy > best) {
                best = accuracy;
                cut = between(at, h == high.length ? at : high[h], l == low.length ? at : low[l]);
            }
        }
        return new Cut(cut);
    }

    private static double between(double at, double high, double low) {
        double next = high == at ? low : low == at ? high : Math.min(high, low);
        double middle = at + (next - at) / 2;
        return middle > at ? middle : next; // neighbours in double have nothing between them
    }

    /** Mean of the shares of members and of non-members that it calls right, in [0, 1]. */
    public double balancedAccuracy(double[] members, double[] nonMembers) {
        if (members.length == 0 || nonMembers.length == 0) {
            throw new IllegalArgumentException("Accuracy needs at least one member and one non-member.");
        }
        return 0.5 * (share(members, true) + share(nonMembers, false));
    }

    private double share(double[] scores, boolean member) {
        int right = 0;
        for (double score : scores) {
            right += (score >= value) == member ? 1 : 0;
        }
        return (double) right / scores.length;
    }
}
