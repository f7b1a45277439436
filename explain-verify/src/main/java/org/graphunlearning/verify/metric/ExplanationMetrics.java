package org.graphunlearning.verify.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.ResidualAttribution.MeanOf;
import org.graphunlearning.verify.metric.ResidualAttribution.Summary;
import org.jspecify.annotations.Nullable;

/**
 * How the explanations of some predictions changed, over all targets. Means are over the targets that have a value; null without
 * any. None of these numbers is a verdict: a model can change its explanations a lot without forgetting anything.
 *
 * @param targets one row per target, in their order
 * @param residual attribution to what was deleted
 * @param shift means of the distances of heat maps
 * @param deviation means of the changes of scores around the deleted items
 * @param skippedTargets targets with an undefined heat map in some model
 */
public record ExplanationMetrics(
        List<TargetMetrics> targets,
        Residual residual,
        TargetMetrics.Shift shift,
        TargetMetrics.Deviation deviation,
        int skippedTargets) {
    /** Keeps the list unmodifiable. */
    public ExplanationMetrics {
        targets = List.copyOf(targets);
    }

    /**
     * Residual attributions of the models; see {@link ResidualAttribution}.
     *
     * @param before of the untouched model, null when the deleted items are not known
     * @param after of the model that forgot, likewise
     * @param reference of the retrained model, null without one
     * @param excess where the model that forgot stands between retrained (0) and untouched (1)
     * @param production the largest share in the view of callers; above 0 for a node or an edge it is a leak
     */
    public record Residual(
            @Nullable Summary before,
            @Nullable Summary after,
            @Nullable Summary reference,
            @Nullable Double excess,
            @Nullable Double production) {
        static final Residual UNKNOWN = new Residual(null, null, null, null, null);
    }

    /**
     * Compares the models. Linear in the scores listed.
     *
     * @param explained their explanations
     * @param kind which scores to compare
     * @param deleted what was deleted, or null when that is no longer known; what depends on it is then null, never 0
     */
    public static ExplanationMetrics of(Explained explained, ItemKind kind, @Nullable DeletedItems deleted) {
        var rows = new ArrayList<TargetMetrics>();
        for (int i = 0; i < explained.before().size(); i++) {
            var reference =
                    explained.reference() == null ? null : explained.reference().get(i);
            var trio = new TargetMetrics.Trio(
                    explained.before().get(i), explained.after().get(i), reference);
            rows.add(TargetMetrics.of(trio, kind, deleted));
        }
        var shift = new TargetMetrics.Shift(
                mean(rows, row -> row.shift().change()),
                mean(rows, row -> row.shift().retained()),
                mean(rows, row -> row.shift().toReference()),
                mean(rows, row -> row.shift().ofReference()),
                mean(rows, row -> row.shift().retainedOfReference()));
        var deviation = new TargetMetrics.Deviation(
                mean(rows, row -> row.deviation().change()),
                mean(rows, row -> row.deviation().toReference()),
                mean(rows, row -> row.deviation().ofReference()));
        int skipped = (int) rows.stream().filter(TargetMetrics::skipped).count();
        return new ExplanationMetrics(rows, residual(explained, kind, deleted), shift, deviation, skipped);
    }

    private static @Nullable Double mean(List<TargetMetrics> rows, Function<TargetMetrics, @Nullable Double> value) {
        var mean = new MeanOf();
        rows.forEach(row -> mean.add(value.apply(row)));
        return mean.mean();
    }

    private static Residual residual(Explained explained, ItemKind kind, @Nullable DeletedItems deleted) {
        if (deleted == null) {
            return Residual.UNKNOWN;
        }
        var before = ResidualAttribution.over(explained.before(), kind, deleted);
        var after = ResidualAttribution.over(explained.after(), kind, deleted);
        var reference = summary(explained.reference(), kind, deleted);
        var excess =
                ResidualAttribution.excess(before.mean(), after.mean(), reference == null ? null : reference.mean());
        var production =
                explained.production() == null ? null : ResidualAttribution.leak(explained.production(), kind, deleted);
        return new Residual(before, after, reference, excess, production);
    }

    private static @Nullable Summary summary(
            @Nullable List<Attribution> attributions, ItemKind kind, DeletedItems deleted) {
        return attributions == null ? null : ResidualAttribution.over(attributions, kind, deleted);
    }
}
