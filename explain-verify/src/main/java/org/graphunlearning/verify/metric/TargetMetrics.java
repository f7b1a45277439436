package org.graphunlearning.verify.metric;

import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one target; a value is null where a heat map is undefined, a model is missing or the deleted items are not known.
 *
 * @param target key of the node explained
 * @param skipped whether a heat map is undefined in some model
 * @param residual share of each explanation that flows through the deleted items
 * @param shift distances of heat maps
 * @param deviation change of scores around the deleted items
 */
public record TargetMetrics(long target, boolean skipped, Residual residual, Shift shift, Deviation deviation) {
    /**
     * Shares of the deleted items, in [0, 1].
     *
     * @param before of the untouched model
     * @param after of the model that forgot
     * @param reference of the retrained model
     */
    public record Residual(
            @Nullable Double before,
            @Nullable Double after,
            @Nullable Double reference) {}

    /**
     * Jensen-Shannon distances, in [0, 1].
     *
     * @param change between the untouched model and the one that forgot
     * @param retained the same among what was not deleted: the change in explanations of others
     * @param toReference between the model that forgot and the retrained one
     * @param ofReference between the untouched model and the retrained one: what {@code change} is to be held against
     * @param retainedOfReference the same among what was not deleted
     */
    public record Shift(
            @Nullable Double change,
            @Nullable Double retained,
            @Nullable Double toReference,
            @Nullable Double ofReference,
            @Nullable Double retainedOfReference) {}

    /**
     * Deviations of scores in the zone of the deletion, in [0, 1].
     *
     * @param change between the untouched model and the one that forgot
     * @param toReference between the model that forgot and the retrained one
     * @param ofReference between the untouched model and the retrained one
     */
    public record Deviation(
            @Nullable Double change,
            @Nullable Double toReference,
            @Nullable Double ofReference) {}

    static TargetMetrics of(Trio trio, ItemKind kind, @Nullable DeletedItems deleted) {
        var before = HeatMap.of(trio.before(), kind);
        var after = HeatMap.of(trio.after(), kind);
        var reference = trio.reference() == null ? null : HeatMap.of(trio.reference(), kind);
        boolean skipped = before == null || after == null || (trio.reference() != null && reference == null);
        var residual = deleted == null
                ? new Residual(null, null, null)
                : new Residual(
                        ResidualAttribution.of(before, deleted),
                        ResidualAttribution.of(after, deleted),
                        ResidualAttribution.of(reference, deleted));
        var retained = retained(before, deleted);
        var shift = new Shift(
                distance(before, after),
                distance(retained, retained(after, deleted)),
                distance(after, reference),
                distance(before, reference),
                distance(retained, retained(reference, deleted)));
        return new TargetMetrics(trio.before().target(), skipped, residual, shift, deviation(trio, kind, deleted));
    }

    /** What three models say about one target. */
    record Trio(
            Attribution before, Attribution after, @Nullable Attribution reference) {}

    private static @Nullable HeatMap retained(@Nullable HeatMap map, @Nullable DeletedItems deleted) {
        return map == null || deleted == null ? null : map.without(deleted);
    }

    private static @Nullable Double distance(@Nullable HeatMap one, @Nullable HeatMap other) {
        return one == null || other == null ? null : (Double) HeatmapShift.jensenShannon(one, other);
    }

    private static Deviation deviation(Trio trio, ItemKind kind, @Nullable DeletedItems deleted) {
        if (deleted == null || deleted.isEmpty()) {
            return new Deviation(null, null, null);
        }
        var before = ItemScores.of(trio.before(), kind);
        var after = ItemScores.of(trio.after(), kind);
        double change = ScoreDeviation.of(before, after, deleted.zone());
        if (trio.reference() == null) {
            return new Deviation(change, null, null);
        }
        var reference = ItemScores.of(trio.reference(), kind);
        return new Deviation(
                change,
                ScoreDeviation.of(after, reference, deleted.zone()),
                ScoreDeviation.of(before, reference, deleted.zone()));
    }
}
