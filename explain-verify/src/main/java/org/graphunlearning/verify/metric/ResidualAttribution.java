package org.graphunlearning.verify.metric;

import java.util.List;
import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * The share of an explanation that flows through what was deleted, in [0, 1].
 *
 * <p>Asked on the graph before the deletion, a share above zero is normal: any real input attracts attribution, of a retrained
 * model too. Only the comparison with that model means something ({@link #excess}). Asked on the graph after it, any share above
 * zero is a leak ({@link #leak}); a share of zero there says nothing about the parameters, since the item is not shown.
 */
public final class ResidualAttribution {
    /** Below this difference between the untouched and the retrained model there is no scale to measure on. */
    public static final double LEAST_DIFFERENCE = 1e-4;

    private ResidualAttribution() {}

    /**
     * The residual attribution over targets.
     *
     * @param mean over the targets that have one, null without any
     * @param max likewise
     * @param targets how many have one
     * @param skipped how many have an undefined heat map
     */
    public record Summary(@Nullable Double mean, @Nullable Double max, int targets, int skipped) {}

    /** The share, or null when the heat map is undefined or nothing of its kind was deleted; never 0 for want of knowledge. */
    public static @Nullable Double of(@Nullable HeatMap map, DeletedItems deleted) {
        if (map == null || !deleted.hasAny(map.shares().kind())) {
            return null;
        }
        return map.shareOf(deleted);
    }

    /** The shares of all targets of one model. */
    public static Summary over(List<Attribution> attributions, ItemKind kind, DeletedItems deleted) {
        var values = new MeanOf();
        int skipped = 0;
        for (var attribution : attributions) {
            var map = HeatMap.of(attribution, kind);
            skipped += map == null ? 1 : 0;
            values.add(of(map, deleted));
        }
        return new Summary(values.mean(), values.max(), values.count(), skipped);
    }

    /**
     * Where a model stands between the untouched one (1) and the retrained one (0); below 0 it shuns the item more than a model that
     * never saw it. Null when one is missing or the two differ by less than {@link #LEAST_DIFFERENCE}.
     *
     * @param noop mean of the untouched model
     * @param post mean of the model in question
     * @param ref mean of the retrained model
     */
    public static @Nullable Double excess(@Nullable Double noop, @Nullable Double post, @Nullable Double ref) {
        if (noop == null || post == null || ref == null || Math.abs(noop - ref) < LEAST_DIFFERENCE) {
            return null;
        }
        return (post - ref) / (noop - ref);
    }

    /**
     * The largest share on the graph after the deletion, where any value above 0 for a node or an edge means that the item is still
     * there. Counts scores however small; null without targets or when nothing of the kind was deleted.
     */
    public static @Nullable Double leak(List<Attribution> attributions, ItemKind kind, DeletedItems deleted) {
        if (attributions.isEmpty() || !deleted.hasAny(kind)) {
            return null;
        }
        double largest = 0;
        for (var attribution : attributions) {
            var scores = ItemScores.of(attribution, kind);
            double inside = scores.where(deleted, true).sum();
            largest = Math.max(largest, inside > 0 ? Math.min(1, inside / scores.sum()) : 0);
        }
        return largest;
    }

    /** Adds up what is there. */
    static final class MeanOf {
        private double sum;
        private double largest = Double.NEGATIVE_INFINITY;
        private int count;

        void add(@Nullable Double value) {
            if (value != null) {
                sum += value;
                largest = Math.max(largest, value);
                count++;
            }
        }

        int count() {
            return count;
        }

        @Nullable
        Double mean() {
            return count == 0 ? null : (Double) (sum / count);
        }

        @Nullable
        Double max() {
            return count == 0 ? null : (Double) largest;
        }
    }
}
