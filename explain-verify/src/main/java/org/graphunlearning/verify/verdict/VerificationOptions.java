package org.graphunlearning.verify.verdict;

import org.graphunlearning.verify.explain.Explainer;
import org.jspecify.annotations.Nullable;

/**
 * How to verify.
 *
 * @param maxTargets how many nodes are explained at most, 1 to 100,000
 * @param explainer says what predictions rest on; must be deterministic
 * @param secondExplainer another one that has to agree, against explanations manipulated for the first; {@code null} for none
 * @param thresholds where to cut
 * @param resamples of the bootstrap over targets, 100 to 1,000,000
 * @param reference where the reference comes from
 * @param membership an attack that contributes to the verdict; {@code null} for none
 * @param calibration what calibrating found; its cuts replace those of {@code thresholds}; {@code null} for none
 */
public record VerificationOptions(
        int maxTargets,
        Explainer explainer,
        @Nullable Explainer secondExplainer,
        Thresholds thresholds,
        int resamples,
        ReferencePolicy reference,
        @Nullable MembershipTest membership,
        @Nullable CalibrationProfile calibration) {
    /** Checks the ranges. */
    public VerificationOptions {
        if (maxTargets < 1 || maxTargets > 100_000) {
            throw new IllegalArgumentException(
                    "`maxTargets` must lie between 1 and 100000, not " + maxTargets + "; 64 are usual.");
        }
        if (resamples < 100 || resamples > 1_000_000) {
            throw new IllegalArgumentException(
                    "`resamples` must lie between 100 and 1000000, not " + resamples + "; 1000 are usual.");
        }
    }

    /** 64 targets, one explainer, 1000 resamples, and a reference trained now. */
    public static VerificationOptions defaults(Explainer explainer) {
        return new VerificationOptions(
                64, explainer, null, Thresholds.defaults(), 1000, ReferencePolicy.RETRAIN, null, null);
    }

    /** Where the rules cut in the end. */
    public Thresholds effectiveThresholds() {
        return calibration == null ? thresholds : thresholds.with(calibration);
    }

    /** The same with another number of targets. */
    public VerificationOptions withMaxTargets(int value) {
        return new VerificationOptions(
                value, explainer, secondExplainer, thresholds, resamples, reference, membership, calibration);
    }

    /** The same with a second explainer. */
    public VerificationOptions withSecondExplainer(@Nullable Explainer value) {
        return new VerificationOptions(
                maxTargets, explainer, value, thresholds, resamples, reference, membership, calibration);
    }

    /** The same with other thresholds. */
    public VerificationOptions withThresholds(Thresholds value) {
        return new VerificationOptions(
                maxTargets, explainer, secondExplainer, value, resamples, reference, membership, calibration);
    }

    /** The same with a reference from elsewhere. */
    public VerificationOptions withReference(ReferencePolicy value) {
        return new VerificationOptions(
                maxTargets, explainer, secondExplainer, thresholds, resamples, value, membership, calibration);
    }

    /** The same with a membership test. */
    public VerificationOptions withMembership(@Nullable MembershipTest value) {
        return new VerificationOptions(
                maxTargets, explainer, secondExplainer, thresholds, resamples, reference, value, calibration);
    }

    /** The same with a calibration. */
    public VerificationOptions withCalibration(@Nullable CalibrationProfile value) {
        return new VerificationOptions(
                maxTargets, explainer, secondExplainer, thresholds, resamples, reference, membership, value);
    }
}
