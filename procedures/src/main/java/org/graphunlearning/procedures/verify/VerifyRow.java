package org.graphunlearning.procedures.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.procedure.Description;

/** What {@code unlearn.verify} yields, one row per model of a request; what was not measured is null. */
public record VerifyRow(
        @Description("The request.") @Nullable String requestId,
        @Description("The model.") @Nullable String modelName,
        @Description("Its architecture.") @Nullable String backbone,

        @Description("NODE, EDGE, FEATURE, LABEL or BATCH.") @Nullable
        String kind,

        @Description("What may be said; NOT_VERIFIED when nothing can.") @Nullable
        String verdict,

        @Description("Which rule matched.") @Nullable String reason,

        @Description("What it rests on, from L0_DATA to L4_SELF.") @Nullable
        String evidenceLevel,

        @Description("The verdict in words.") @Nullable String sentence,

        @Description("DELETION when it was verified then, NOW when this call looked.") @Nullable
        String evidenceFrom,

        @Description("What the same test says of the untouched model, which must not pass.") @Nullable
        String noopVerdict,

        @Description("What it says of the retrained model, which must.") @Nullable
        String refVerdict,

        @Description("Share of the way from the untouched to the retrained model.") @Nullable
        Double progress,

        @Description("Movement beside that way, in lengths of it.") @Nullable
        Double collateral,

        @Description("Distance left to the retrained model, in lengths of the way.") @Nullable
        Double residual,

        @Description("Length of the way: root mean square Hellinger distance.") @Nullable
        Double signal,

        @Description("2.5 % quantile over targets.") @Nullable
        Double residualLow,

        @Description("97.5 % quantile over targets.") @Nullable
        Double residualHigh,

        @Description("Share of explanations that flows through what was deleted, untouched model.") @Nullable
        Double residualAttributionPre,

        @Description("The same of the judged model.") @Nullable
        Double residualAttributionPost,

        @Description("The same of the retrained model.") @Nullable
        Double residualAttributionRef,

        @Description("Where the judged model stands between retrained (0) and untouched (1).") @Nullable
        Double raExcess,

        @Description("The share on the graph as it is; above 0 is a leak.") @Nullable
        Double raProd,

        @Description("Mean distance of heat maps, untouched to judged.") @Nullable
        Double heatmapShift,

        @Description("The same, untouched to retrained.") @Nullable
        Double heatmapShiftRef,

        @Description("Mean distance of heat maps among what was not deleted, untouched to judged.") @Nullable
        Double heatmapShiftRetained,

        @Description("The same, untouched to retrained.") @Nullable
        Double heatmapShiftRetainedRef,

        @Description("Mean distance of heat maps, judged to retrained.") @Nullable
        Double heatmapShiftToRef,

        @Description("Mean change of scores around what was deleted, untouched to judged.") @Nullable
        Double esd,

        @Description("The same, untouched to retrained.") @Nullable
        Double esdRef,

        @Description("The same, judged to retrained.") @Nullable
        Double esdToRef,

        @Description("Mean edits between explanation subgraphs, untouched to judged.") @Nullable
        Double gedAligned,

        @Description("The same, untouched to retrained.") @Nullable
        Double gedAlignedRef,

        @Description("Mean edits, untouched to judged, between 0 and 1.") @Nullable
        Double gedAlignedNorm,

        @Description("The same, untouched to retrained.") @Nullable
        Double gedAlignedNormRef,

        @Description("Lower bound when only labels count, between 0 and 1.") @Nullable
        Double gedStructLower,

        @Description("Upper bound of the same.") @Nullable Double gedStructUpper,

        @Description("Whether both bounds are the distance.") @Nullable
        Boolean gedExact,

        @Description("The lower bound, untouched to retrained.") @Nullable
        Double gedStructLowerRef,

        @Description("The upper bound, likewise.") @Nullable Double gedStructUpperRef,

        @Description("Whether both are the distance.") @Nullable
        Boolean gedExactRef,

        @Description("How far surrogate rules moved; for diagnosis only.") @Nullable
        Double graphRuleShift,

        @Description("The same, untouched to retrained.") @Nullable
        Double graphRuleShiftRef,

        @Description("Share of nodes on which rules answer differently.") @Nullable
        Double ruleDisagreement,

        @Description("Share of nodes on which rules answer as the untouched model.") @Nullable
        Double grsFidelityPre,

        @Description("The same of the judged model.") @Nullable
        Double grsFidelityPost,

        @Description("Rules without a counterpart.") @Nullable
        Long rulesRemoved,

        @Description("Membership inference on the judged model; null below 20 forgotten items.") @Nullable
        Double miaAuc,

        @Description("The same on the untouched model.") @Nullable
        Double miaAucNoop,

        @Description("The same on the retrained model.") @Nullable
        Double miaAucRef,

        @Description("Lower end of the 95 % interval.") @Nullable
        Double miaAucCiLow,

        @Description("Upper end of it.") @Nullable Double miaAucCiHigh,

        @Description("Paired membership residual: 1 untouched, 0 retrained.") @Nullable
        Double miaResidual,

        @Description("Whether answers before and after give the deletion away.") @Nullable
        Double leakAuc,

        @Description("Accuracy on remaining test nodes, untouched model.") @Nullable
        Double utilityPre,

        @Description("The same of the judged model.") @Nullable
        Double utilityPost,

        @Description("The same of the retrained model.") @Nullable
        Double utilityRef,

        @Description("Nodes explained.") @Nullable Long targets,

        @Description("Nodes whose answer can change.") @Nullable
        Long regionSize,

        @Description("Targets without an explanation in some model.") @Nullable
        Long skippedTargets,

        @Description("Shards verified; the weakest verdict counts.") @Nullable
        Long shardsVerified,

        @Description("Who explained.") @Nullable String explainer,

        @Description("With which options; empty where it has none.")
        Map<String, Object> explainerParams,

        @Description("Seed of sampling and resampling, from the request.") @Nullable
        Long seed,

        @Description("Where the rules cut.") Map<String, Object> thresholds,

        @Description("Name of the calibration behind them.") @Nullable
        String calibrationProfile,

        @Description("Columns of the published code, with those of the untouched model; empty unless asked for.")
        Map<String, Object> paper,

        @Description("Milliseconds of the verification, the reference aside.") @Nullable
        Long evalMillis,

        @Description("Milliseconds of training the reference.") @Nullable
        Long referenceMillis,

        @Description("Number of the certificate in the chain.") @Nullable
        String certificateId,

        @Description("Its hash.") @Nullable String certificateHash,
        @Description("What the caller should know.") List<String> warnings) {
    /**
     * What goes with the measured columns.
     *
     * @param thresholds where the rules cut
     * @param paper columns of the published code
     * @param warnings what the caller should know
     */
    record Beside(Map<String, Object> thresholds, Map<String, Object> paper, List<String> warnings) {}

    /** From columns by name; what is not there is null. */
    static VerifyRow of(Map<String, Object> columns, Beside beside) {
        var in = new Columns(columns);
        return new VerifyRow(
                in.text("requestId"),
                in.text("modelName"),
                in.text("backbone"),
                in.text("kind"),
                in.text("verdict"),
                in.text("reason"),
                in.text("evidenceLevel"),
                in.text("sentence"),
                in.text("evidenceFrom"),
                in.text("noopVerdict"),
                in.text("refVerdict"),
                in.fraction("progress"),
                in.fraction("collateral"),
                in.fraction("residual"),
                in.fraction("signal"),
                in.fraction("residualLow"),
                in.fraction("residualHigh"),
                in.fraction("residualAttributionPre"),
                in.fraction("residualAttributionPost"),
                in.fraction("residualAttributionRef"),
                in.fraction("raExcess"),
                in.fraction("raProd"),
                in.fraction("heatmapShift"),
                in.fraction("heatmapShiftRef"),
                in.fraction("heatmapShiftRetained"),
                in.fraction("heatmapShiftRetainedRef"),
                in.fraction("heatmapShiftToRef"),
                in.fraction("esd"),
                in.fraction("esdRef"),
                in.fraction("esdToRef"),
                in.fraction("gedAligned"),
                in.fraction("gedAlignedRef"),
                in.fraction("gedAlignedNorm"),
                in.fraction("gedAlignedNormRef"),
                in.fraction("gedStructLower"),
                in.fraction("gedStructUpper"),
                in.bool("gedExact"),
                in.fraction("gedStructLowerRef"),
                in.fraction("gedStructUpperRef"),
                in.bool("gedExactRef"),
                in.fraction("graphRuleShift"),
                in.fraction("graphRuleShiftRef"),
                in.fraction("ruleDisagreement"),
                in.fraction("grsFidelityPre"),
                in.fraction("grsFidelityPost"),
                in.integer("rulesRemoved"),
                in.fraction("miaAuc"),
                in.fraction("miaAucNoop"),
                in.fraction("miaAucRef"),
                in.fraction("miaAucCiLow"),
                in.fraction("miaAucCiHigh"),
                in.fraction("miaResidual"),
                in.fraction("leakAuc"),
                in.fraction("utilityPre"),
                in.fraction("utilityPost"),
                in.fraction("utilityRef"),
                in.integer("targets"),
                in.integer("regionSize"),
                in.integer("skippedTargets"),
                in.integer("shardsVerified"),
                in.text("explainer"),
                in.under("explainerParams."),
                in.integer("seed"),
                beside.thresholds(),
                in.text("calibrationProfile"),
                beside.paper(),
                in.integer("evalMillis"),
                in.integer("referenceMillis"),
                in.text("certificateId"),
                in.text("certificateHash"),
                beside.warnings());
    }

    /** Columns by name, of the types they have; anything else reads as missing. */
    private record Columns(Map<String, Object> all) {
        @Nullable
        String text(String name) {
            return all.get(name) instanceof String text ? text : null;
        }

        @Nullable
        Double fraction(String name) {
            return all.get(name) instanceof Double number ? number : null;
        }

        @Nullable
        Long integer(String name) {
            return all.get(name) instanceof Long number ? number : null;
        }

        /** Those whose names begin so, by the rest of their names. */
        Map<String, Object> under(String prefix) {
            var out = new TreeMap<String, Object>();
            all.forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    out.put(name.substring(prefix.length()), value);
                }
            });
            return out;
        }

        @Nullable
        Boolean bool(String name) {
            return all.get(name) instanceof Boolean value ? value : null;
        }
    }
}
