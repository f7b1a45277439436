package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.evidence.PairedMembership;
import org.graphunlearning.verify.explain.GradientTimesInput;
import org.graphunlearning.verify.verdict.Calibration;
import org.graphunlearning.verify.verdict.CalibrationProfile;
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.ControlReading;
import org.graphunlearning.verify.verdict.GradedControls;
import org.graphunlearning.verify.verdict.Reference;
import org.graphunlearning.verify.verdict.ReferencePolicy;
import org.graphunlearning.verify.verdict.Verdict;
import org.graphunlearning.verify.verdict.Verification;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.graphunlearning.verify.verdict.VerificationOptions;
import org.graphunlearning.verify.verdict.VerificationResult;
import org.jspecify.annotations.Nullable;

/**
 * Judges models of which it is known whether they forgot: per deletion one paired reference is trained, and the untouched model,
 * the reference and what lies between and beside them go through the same verification. The first half of a model's deletions
 * calibrates the rule that judges its second half.
 */
final class VerifyTrial {
    /** The default rule with gradient times input and the paired membership test; controls of a deletion share their reference. */
    static final VerificationOptions OPTIONS = VerificationOptions.defaults(new GradientTimesInput())
            .withReference(ReferencePolicy.GIVEN)
            .withMembership(new PairedMembership());

    private final VerifyKind kind;
    private final Compute compute;
    private final Map<Control, ControlShowing> showings = new EnumMap<>(Control.class);
    private final Tally common = new Tally();
    private int deletions;
    private int negligible;
    private @Nullable String uncalibrated;
    private @Nullable Double others;

    VerifyTrial(VerifyKind kind, Compute compute) {
        this.kind = kind;
        this.compute = compute;
    }

    void run(VerifyPlan plan, List<Learned> all) {
        var load = MachineLoad.watch();
        for (var learned : all) {
            round(
                    learned,
                    plan.deletions(kind, learned.graph(), learned.config().seed()));
        }
        others = load.others();
    }

    private void round(Learned learned, List<ForgetSet> forgotten) {
        int half = (forgotten.size() + 1) / 2;
        var readings = new ArrayList<ControlReading>();
        CalibrationProfile profile = null;
        for (int i = 0; i < forgotten.size(); i++) {
            if (i == half) {
                profile = fitted(readings);
            }
            var subject = subject(learned, forgotten.get(i), i);
            if (i < half) {
                readings.addAll(Verification.readControls(subject, referenceOf(subject), OPTIONS, compute));
            }
            judge(subject, profile);
        }
    }

    /** With its reference. */
    private VerificationCase subject(Learned learned, ForgetSet forget, int number) {
        var graph = learned.graph();
        var after = graph.without(forget);
        var watch = new Stopwatch();
        var reference = Reference.paired(after, learned.config(), compute).model();
        common.add("trainSeconds", watch.seconds());
        var deletion = new VerificationCase.Deletion(graph, after, forget, learned.config());
        long seed = KeyHash.mix(learned.config().seed(), number);
        return VerificationCase.of(deletion, learned.model(), learned.model(), seed)
                .against(reference);
    }

    /** The reference of a case that has one. */
    static Gnn referenceOf(VerificationCase subject) {
        var reference = subject.reference();
        if (reference == null) {
            throw new IllegalStateException("Controls are measured against a reference, and this case has none.");
        }
        return reference;
    }

    /** Nothing where no deletion had influence, which {@link #uncalibrated} then says. */
    private @Nullable CalibrationProfile fitted(List<ControlReading> readings) {
        try {
            var profile = Calibration.fit(readings, OPTIONS.thresholds());
            common.add("residualCut", profile.residualCut());
            common.add("progressCut", profile.progressCut());
            return profile;
        } catch (IllegalArgumentException e) {
            uncalibrated = String.valueOf(e.getMessage());
            return null;
        }
    }

    private void judge(VerificationCase subject, @Nullable CalibrationProfile profile) {
        var models = GradedControls.of(subject, referenceOf(subject), compute);
        var results = new EnumMap<Control, VerificationResult>(Control.class);
        models.forEach((control, model) -> results.put(control, judged(subject.judging(model))));
        boolean influence = results.values().stream()
                .noneMatch(result -> result.judgement().verdict() == Verdict.NEGLIGIBLE_INFLUENCE);
        deletions++;
        negligible += influence ? 0 : 1;
        results.forEach((control, result) -> {
            var showing = showings.computeIfAbsent(control, absent -> new ControlShowing());
            showing.add(result, influence);
            var model = models.get(control);
            if (influence && profile != null && model != null) {
                var calibrated = OPTIONS.withCalibration(profile);
                showing.addHeldOut(result, Verification.verify(subject.judging(model), calibrated, compute));
            }
        });
    }

    private VerificationResult judged(VerificationCase subject) {
        var watch = new Stopwatch();
        var result = Verification.verify(subject, OPTIONS, compute);
        common.add("verifySeconds", watch.seconds());
        return result;
    }

    VerifyKind kind() {
        return kind;
    }

    Map<Control, ControlShowing> showings() {
        return showings;
    }

    /** {@code trainSeconds} of references, {@code verifySeconds} of single verdicts, {@code residualCut}, {@code progressCut}. */
    Tally common() {
        return common;
    }

    /** Of the verdicts in one tally of every control; nothing where there are none. */
    @Nullable
    Double balancedAccuracy(Function<ControlShowing, VerdictTally> which) {
        var tallies = new EnumMap<Control, VerdictTally>(Control.class);
        showings.forEach((control, showing) -> tallies.put(control, which.apply(showing)));
        return VerdictTally.balancedAccuracy(tallies);
    }

    /** Why some model's deletions were not judged by a calibrated rule; nothing where all were, or were too few to try. */
    @Nullable
    String uncalibrated() {
        return uncalibrated;
    }

    /** Share of deletions without a measurable influence. */
    @Nullable
    Double negligibleShare() {
        return deletions == 0 ? null : (Double) ((double) negligible / deletions);
    }

    /** Share of all cores that other programs used meanwhile. */
    @Nullable
    Double others() {
        return others;
    }
}
