package org.graphunlearning.workbench.bench;

import org.graphunlearning.verify.verdict.VerificationResult;

/** What one control showed, deletion by deletion. */
final class ControlShowing {
    private final VerdictTally all = new VerdictTally();
    private final VerdictTally influential = new VerdictTally();
    private final VerdictTally defaultHeldOut = new VerdictTally();
    private final VerdictTally calibrated = new VerdictTally();
    private final Tally tally = new Tally();

    /**
     * Takes a verdict by the default rule.
     *
     * @param hadInfluence whether there was something to forget; without it, medians would be of rounding
     */
    void add(VerificationResult result, boolean hadInfluence) {
        var verdict = result.judgement().verdict();
        all.add(verdict);
        var movements = result.movements();
        if (hadInfluence && movements != null) {
            influential.add(verdict);
            tally.add("signal", movements.all().signal());
            tally.addIfKnown("progress", movements.all().progress());
            tally.addIfKnown("collateral", movements.all().collateral());
            tally.addIfKnown("residual", movements.all().residual());
            tally.addIfKnown("membershipResidual", result.membershipResidual());
        }
    }

    /** Takes verdicts by both rules about a deletion that had influence and that the calibration never saw. */
    void addHeldOut(VerificationResult byDefault, VerificationResult byCalibration) {
        defaultHeldOut.add(byDefault.judgement().verdict());
        calibrated.add(byCalibration.judgement().verdict());
    }

    /** By the default rule, all deletions. */
    VerdictTally all() {
        return all;
    }

    /** By the default rule, deletions that had influence. */
    VerdictTally influential() {
        return influential;
    }

    /** By the default rule, those that the calibrated rule judged too. */
    VerdictTally defaultHeldOut() {
        return defaultHeldOut;
    }

    /** By the calibrated rule. */
    VerdictTally calibrated() {
        return calibrated;
    }

    /** {@code signal}, {@code progress}, ... of deletions that had influence. */
    Tally tally() {
        return tally;
    }
}
