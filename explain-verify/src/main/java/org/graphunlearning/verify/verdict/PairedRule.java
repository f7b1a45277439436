package org.graphunlearning.verify.verdict;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rule of {@link EvidenceLevel#L2_PAIRED}; the first that matches decides:
 *
 * <ol>
 *   <li>a data check failed, or deleted parts carry attribution in the graph after: invalid; more than those changed: inconclusive
 *   <li>unchanged parameters and a signal: not forgotten
 *   <li>too many targets without an explanation: inconclusive
 *   <li>hardly a signal: negligible influence
 *   <li>more collateral than influence: over-corrected
 *   <li>small residual and much progress: forgotten, unless the interval or membership inference speak against it
 *   <li>some progress and a residual below that of doing nothing: partially forgotten
 *   <li>else: not forgotten
 * </ol>
 *
 * <p>Whether the untouched model would pass is for {@link ControlledJudgement} to see.
 *
 * @param thresholds where to cut
 */
record PairedRule(Thresholds thresholds) implements Rule<PairedEvidence> {
    @Override
    public Judgement judge(PairedEvidence evidence) {
        var early = beforeMovement(evidence);
        if (early != null) {
            return early;
        }
        var movement = evidence.movement();
        var progress = movement.progress();
        var collateral = movement.collateral();
        var residual = movement.residual();
        if (progress == null || collateral == null || residual == null || movement.signal() < thresholds.signalMin()) {
            return level(
                    Verdict.NEGLIGIBLE_INFLUENCE,
                    Reason.WEAK_SIGNAL,
                    "The model with and without what was deleted hardly differ (signal "
                            + number(movement.signal())
                            + "), so beyond the data there is nothing to verify.");
        }
        if (collateral > thresholds.collateralMax()) {
            return level(
                    Verdict.OVER_CORRECTED,
                    Reason.COLLATERAL,
                    "The model moved " + number(collateral)
                            + " times as far beside the way to the reference as what was deleted had ever moved it.");
        }
        double most = evidence.targets() < thresholds.fewTargets()
                ? thresholds.fewTargetsResidualMax()
                : thresholds.forgottenResidualMax();
        if (residual <= most && progress >= thresholds.forgottenProgressMin()) {
            return close(evidence, residual);
        }
        return far(progress, residual);
    }

    private @Nullable Judgement beforeMovement(PairedEvidence evidence) {
        var data = evidence.data();
        var invalid = DataRule.judge(data.checks(), data.leak());
        if (invalid != null) {
            return invalid;
        }
        if (!data.nothingElseChanged()) {
            return level(
                    Verdict.INCONCLUSIVE,
                    Reason.PROJECTION_CHANGED,
                    "The graph changed in more than what was deleted, so no comparison tells of the deletion alone;"
                            + " verify on the graphs of the deletion.");
        }
        if (evidence.unchanged() && evidence.movement().signal() >= thresholds.signalMin()) {
            return level(
                    Verdict.NOT_FORGOTTEN,
                    Reason.UNCHANGED_PARAMETERS,
                    "The parameters are those of before the deletion, although what was deleted had an influence.");
        }
        if (evidence.skipped() > thresholds.skippedShareMax() * evidence.targets()) {
            return level(
                    Verdict.INCONCLUSIVE,
                    Reason.TOO_MANY_SKIPPED,
                    evidence.skipped() + " of " + evidence.targets()
                            + " targets have no explanation in some model; try another explainer.");
        }
        return null;
    }

    private Judgement close(PairedEvidence evidence, double residual) {
        var interval = evidence.interval();
        if (interval != null && interval.residualHigh() > thresholds.intervalResidualMax()) {
            return level(
                    Verdict.PARTIALLY_FORGOTTEN,
                    Reason.WIDE_INTERVAL,
                    "The model is close to the reference (residual " + number(residual)
                            + "), but over targets the residual may be as high as " + number(interval.residualHigh())
                            + ".");
        }
        var membership = evidence.membershipResidual();
        if (membership != null && membership >= thresholds.membershipContradicts()) {
            return level(
                            Verdict.PARTIALLY_FORGOTTEN,
                            Reason.MEMBERSHIP_FOUND,
                            "The model is close to the reference (residual " + number(residual)
                                    + "), but membership inference finds what was deleted as before.")
                    .warning("Membership inference contradicts the verdict: its residual is " + number(membership)
                            + ", where 1 is the untouched model and 0 the reference.");
        }
        boolean supported = membership != null && membership <= thresholds.membershipSupports();
        return level(
                Verdict.FORGOTTEN,
                Reason.CLOSE_TO_REFERENCE,
                "The model behaves as one trained without what was deleted (residual " + number(residual)
                        + (supported ? ", and membership inference agrees)." : ")."));
    }

    private Judgement far(double progress, double residual) {
        boolean partly = progress >= thresholds.partialProgressMin() && residual < thresholds.partialResidualMax();
        var numbers = " (progress " + number(progress) + ", residual " + number(residual) + ").";
        return partly
                ? level(
                        Verdict.PARTIALLY_FORGOTTEN,
                        Reason.PART_OF_THE_WAY,
                        "The model went part of the way to one trained without what was deleted" + numbers)
                : level(
                        Verdict.NOT_FORGOTTEN,
                        Reason.FAR_FROM_REFERENCE,
                        "The model is hardly closer to one trained without what was deleted than before" + numbers);
    }

    private static Judgement level(Verdict verdict, Reason reason, String sentence) {
        return Judgement.of(verdict, reason, EvidenceLevel.L2_PAIRED, sentence);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
