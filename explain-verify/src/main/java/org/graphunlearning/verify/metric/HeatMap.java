package org.graphunlearning.verify.metric;

import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * Scores as shares of their sum: what part of the explanation lies where. It says nothing about how strong the explanation is.
 *
 * @param shares sum to 1
 */
public record HeatMap(ItemScores shares) {
    /** Scores that sum to less explain nothing. */
    public static final double LEAST_SUM = 1e-12;

    private static final double ROUNDING = 1e-9;

    /** Checks the sum. */
    public HeatMap {
        double sum = shares.sum();
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException(
                    "The shares of a heat map sum to 1, not to " + sum + "; take HeatMap.of to divide by the sum.");
        }
    }

    /** The heat map of one kind, or null when the scores sum to less than {@link #LEAST_SUM}. */
    public static @Nullable HeatMap of(Attribution attribution, ItemKind kind) {
        return of(ItemScores.of(attribution, kind));
    }

    /** Divides by the sum; null when that is less than {@link #LEAST_SUM}. */
    public static @Nullable HeatMap of(ItemScores scores) {
        double sum = scores.sum();
        if (!(sum >= LEAST_SUM)) {
            return null;
        }
        var shares = new double[scores.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = scores.values()[i] / sum;
        }
        return new HeatMap(new ItemScores(scores.kind(), scores.first(), scores.second(), shares));
    }

    /** The map of what lies outside a set, again with sum 1: this one when the set holds nothing listed. Null when less than {@link #LEAST_SUM} lies there. */
    public @Nullable HeatMap without(ItemSet set) {
        var rest = shares.where(set, false);
        return rest.size() == shares.size() ? this : of(rest);
    }

    /** Number of items listed. */
    public int size() {
        return shares.size();
    }

    /** Whether item {@code at} comes before an item of another map. */
    public boolean precedes(int at, HeatMap other, int otherAt) {
        var there = other.shares;
        return ItemScores.compare(
                        shares.first()[at], shares.second()[at], there.first()[otherAt], there.second()[otherAt])
                < 0;
    }

    /** The part that lies inside a set, in [0, 1]. */
    public double shareOf(ItemSet set) {
        return Math.min(1, shares.where(set, true).sum());
    }
}
