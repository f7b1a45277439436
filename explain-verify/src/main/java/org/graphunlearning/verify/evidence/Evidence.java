package org.graphunlearning.verify.evidence;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.graphunlearning.verify.attack.Comparison;
import org.graphunlearning.verify.attack.Separation;
import org.graphunlearning.verify.distance.ExplanationDistance;
import org.graphunlearning.verify.metric.ExplanationMetrics;
import org.graphunlearning.verify.metric.ResidualAttribution;
import org.graphunlearning.verify.verdict.VerificationResult;
import org.jspecify.annotations.Nullable;

/**
 * What was measured about one deletion from one model. What was not measured is {@code null}, never 0.
 *
 * @param kind what the request is about
 * @param verification the verdict and what it rests on
 * @param metrics of explanations; {@code null} when nothing was explained
 * @param edits distances of explanation subgraphs from the untouched to the judged model; likewise
 * @param referenceEdits the same to the retrained model; likewise, and without one
 * @param rules surrogate rules; {@code null} when not asked for
 * @param attacks membership inference
 * @param utility accuracy
 * @param paper columns of the published code; {@code null} when not asked for or nothing was explained
 */
public record Evidence(
        DeletionKind kind,
        VerificationResult verification,
        @Nullable ExplanationMetrics metrics,
        @Nullable ExplanationDistance edits,
        @Nullable ExplanationDistance referenceEdits,
        @Nullable RuleFinding rules,
        Attacks attacks,
        Utility utility,
        @Nullable PaperColumns paper) {
    /** All numbers by column name, in the order in which they are shown; what is missing is {@code null}. */
    public Map<String, @Nullable Object> columns() {
        var out = new LinkedHashMap<String, @Nullable Object>();
        putVerdict(out);
        putMovement(out);
        putMetrics(out);
        putEdits(out);
        putRules(out);
        putAttacks(out);
        out.put("utilityPre", utility.before());
        out.put("utilityPost", utility.after());
        out.put("utilityRef", utility.reference());
        out.put("targets", (long) verification.targets().size());
        out.put("regionSize", (long) verification.targets().regionSize());
        out.put("skippedTargets", (long) verification.skipped());
        out.put("evalMillis", verification.evalMillis());
        out.put("referenceMillis", verification.referenceMillis());
        return out;
    }

    private void putVerdict(Map<String, @Nullable Object> out) {
        var judgement = verification.judgement();
        var noop = verification.noopVerdict();
        var reference = verification.refVerdict();
        out.put("kind", kind.name());
        out.put("verdict", judgement.verdict().name());
        out.put("reason", judgement.reason().name());
        out.put("evidenceLevel", judgement.level().name());
        out.put("sentence", judgement.sentence());
        out.put("noopVerdict", noop == null ? null : noop.name());
        out.put("refVerdict", reference == null ? null : reference.name());
    }

    private void putMovement(Map<String, @Nullable Object> out) {
        var movements = verification.movements();
        var all = movements == null ? null : movements.all();
        var interval = movements == null ? null : movements.interval();
        out.put("progress", all == null ? null : all.progress());
        out.put("collateral", all == null ? null : all.collateral());
        out.put("residual", all == null ? null : all.residual());
        out.put("signal", all == null ? null : (Double) all.signal());
        out.put("residualLow", interval == null ? null : (Double) interval.residualLow());
        out.put("residualHigh", interval == null ? null : (Double) interval.residualHigh());
    }

    private void putMetrics(Map<String, @Nullable Object> out) {
        var residual = metrics == null ? null : metrics.residual();
        out.put("residualAttributionPre", residual == null ? null : mean(residual.before()));
        out.put("residualAttributionPost", residual == null ? null : mean(residual.after()));
        out.put("residualAttributionRef", residual == null ? null : mean(residual.reference()));
        out.put("raExcess", residual == null ? null : residual.excess());
        out.put("raProd", residual == null ? null : residual.production());
        out.put("heatmapShift", metrics == null ? null : metrics.shift().change());
        out.put("heatmapShiftRef", metrics == null ? null : metrics.shift().ofReference());
        out.put("heatmapShiftRetained", metrics == null ? null : metrics.shift().retained());
        out.put(
                "heatmapShiftRetainedRef",
                metrics == null ? null : metrics.shift().retainedOfReference());
        out.put("heatmapShiftToRef", metrics == null ? null : metrics.shift().toReference());
        out.put("esd", metrics == null ? null : metrics.deviation().change());
        out.put("esdRef", metrics == null ? null : metrics.deviation().ofReference());
        out.put("esdToRef", metrics == null ? null : metrics.deviation().toReference());
    }

    private static @Nullable Double mean(ResidualAttribution.@Nullable Summary summary) {
        return summary == null ? null : summary.mean();
    }

    private void putEdits(Map<String, @Nullable Object> out) {
        putEdits(out, edits, "");
        putEdits(out, referenceEdits, "Ref");
    }

    private static void putEdits(
            Map<String, @Nullable Object> out, @Nullable ExplanationDistance edits, String suffix) {
        var means = edits == null ? null : edits.means();
        out.put("gedAligned" + suffix, means == null ? null : (Double) means.aligned());
        out.put("gedAlignedNorm" + suffix, means == null ? null : (Double) means.alignedNormalised());
        out.put("gedStructLower" + suffix, means == null ? null : (Double) means.structuralLower());
        out.put("gedStructUpper" + suffix, means == null ? null : (Double) means.structuralUpper());
        out.put("gedExact" + suffix, means == null ? null : (Boolean) means.structuralExact());
    }

    private void putRules(Map<String, @Nullable Object> out) {
        var shift = rules == null ? null : rules.shift();
        var ofReference = rules == null ? null : rules.referenceShift();
        out.put("graphRuleShift", shift == null ? null : shift.shift());
        out.put("graphRuleShiftRef", ofReference == null ? null : ofReference.shift());
        out.put("ruleDisagreement", shift == null ? null : (Double) shift.disagreement());
        out.put("grsFidelityPre", shift == null ? null : (Double) shift.fidelityBefore());
        out.put("grsFidelityPost", shift == null ? null : (Double) shift.fidelityAfter());
        out.put("rulesRemoved", shift == null ? null : (Long) (long) shift.rulesRemoved());
    }

    private void putAttacks(Map<String, @Nullable Object> out) {
        var membership = attacks.membership();
        var leak = attacks.leak();
        var post = membership == null ? null : membership.post();
        out.put("miaAuc", auc(post));
        out.put("miaAucNoop", membership == null ? null : auc(membership.noop()));
        out.put("miaAucRef", reference(membership));
        out.put("miaAucCiLow", post == null ? null : post.low());
        out.put("miaAucCiHigh", post == null ? null : post.high());
        out.put("miaResidual", verification.membershipResidual());
        out.put("leakAuc", leak == null ? null : auc(leak.separation()));
    }

    private static @Nullable Double auc(@Nullable Separation separation) {
        return separation == null ? null : separation.auc();
    }

    private static @Nullable Double reference(@Nullable Comparison membership) {
        return membership == null ? null : auc(membership.reference());
    }

    /** What a reader should know, each sentence once. */
    public List<String> warnings() {
        var out = new LinkedHashSet<>(verification.warnings());
        out.addAll(attacks.warnings());
        return List.copyOf(out);
    }
}
