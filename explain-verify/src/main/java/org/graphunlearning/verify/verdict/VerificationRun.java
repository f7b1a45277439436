package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.unlearn.Impact;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.ItemKind;
import org.jspecify.annotations.Nullable;

/** One verification under way: data, then reference, then comparison; each step only if the one before leaves something to ask. */
final class VerificationRun {
    private final VerificationCase subject;
    private final VerificationOptions options;
    private final Thresholds thresholds;
    private final Compute compute;
    private final long start = System.nanoTime();
    private final Cautions cautions = new Cautions();
    private final List<DataCheck> checks = new ArrayList<>();
    private final TargetSample sample;

    VerificationRun(VerificationCase subject, VerificationOptions options, Compute compute) {
        this.subject = subject;
        this.options = options;
        this.thresholds = options.effectiveThresholds();
        this.compute = compute;
        this.sample = Verification.sample(subject, options);
    }

    /** What came out, however far it went. */
    private record Findings(
            Judgement judgement,
            @Nullable ControlledJudgement controlled,
            @Nullable Movements movements,
            int skipped,
            @Nullable Double membership,
            List<ModelExplanations> explanations) {
        static Findings of(Judgement judgement, List<ModelExplanations> explanations) {
            return new Findings(judgement, null, null, 0, null, explanations);
        }
    }

    VerificationResult run() {
        boolean finite = subject.post().isFinite();
        checks.addAll(subject.dataChecks());
        checks.addAll(GraphChecks.absent(subject.after(), subject.forget()));
        checks.add(new DataCheck("parametersFinite", finite));
        var early = byData(finite);
        if (early != null) {
            return result(Findings.of(early, List.of()), null);
        }
        cautions.calibration(options.calibration());
        var reference = reference();
        var models = new ArrayList<Gnn>(List.of(subject.pre(), subject.post()));
        if (reference != null) {
            cautions.addAll(reference.warnings());
            models.add(reference.model());
        }
        var witnesses = Witnesses.of(subject, sample, models, compute);
        return result(reference == null ? alone(witnesses) : compared(witnesses, reference), reference);
    }

    /** What needs no look at a model's behaviour. */
    private @Nullable Judgement byData(boolean finite) {
        boolean defaults = GraphChecks.onlyDefaults(subject.before(), subject.forget());
        if (finite && !defaults && sample.size() > 0) {
            return null;
        }
        var invalid = DataRule.judge(checks, null);
        return invalid != null
                ? invalid
                : Judgement.of(
                        Verdict.NEGLIGIBLE_INFLUENCE,
                        defaults ? Reason.DEFAULT_VALUE : Reason.NOBODY_REACHED,
                        EvidenceLevel.L0_DATA,
                        defaults
                                ? "What was deleted had its default value already, so no model was ever told anything."
                                : "No remaining node's output depends on what was deleted, and no loss contained it.");
    }

    private @Nullable Reference reference() {
        return switch (options.reference()) {
            case NONE -> null;
            case RETRAIN -> Reference.paired(subject.after(), subject.training(), compute);
            case GIVEN -> {
                var given = subject.reference();
                if (given == null) {
                    throw new IllegalArgumentException("The case brings no reference along; give one, or let one be"
                            + " trained with the policy RETRAIN.");
                }
                yield new Reference(given, Reference.warnings(subject.training()), 0);
            }
        };
    }

    private Findings alone(Witnesses witnesses) {
        var probe = witnesses.explanations(subject.before(), options.explainer(), compute);
        var prod = witnesses.explanations(subject.after(), options.explainer(), compute);
        cautions.caveats(probe);
        boolean unchanged = witnesses.same(PairedMeasurement.PRE, PairedMeasurement.POST);
        boolean reachesLoss = Impact.of(subject.before(), subject.forget(), subject.training())
                .reachesTraining();
        if (unchanged && !reachesLoss) {
            cautions.add(
                    "The deletion reaches no row of the loss: if the model was trained on the graph before, training"
                            + " without what was deleted would give the same parameters; recompute them to show it.");
        }
        var judged =
                DataRule.judge(checks, Leak.of(prod.get(PairedMeasurement.POST), subject.before(), subject.forget()));
        if (judged == null) {
            judged = RecomputeRule.judge(recomputed(false));
        }
        return Findings.of(judged == null ? SelfRule.judge(unchanged) : judged, explained(probe, prod));
    }

    private Findings compared(Witnesses witnesses, Reference reference) {
        var before = subject.before();
        var posteriors = witnesses.posteriors(before, compute);
        var probe = witnesses.explanations(before, options.explainer(), compute);
        var prod = witnesses.explanations(subject.after(), options.explainer(), compute);
        var leak = Leak.of(prod.get(PairedMeasurement.POST), subject.before(), subject.forget());
        var facts = new DataFacts(checks, leak, GraphChecks.nothingElseChanged(subject));
        var measured = measured(witnesses.questions(), posteriors, probe, facts);
        var second = second(witnesses, posteriors);
        var movements = measured.movements(second);
        cautions.domain(
                ItemKind.of(subject.forget()),
                measured.observed(),
                options.explainer().name());
        cautions.disagreement(movements, thresholds.forgottenResidualMax());
        cautions.caveats(probe);
        var membership = membership(reference.model());
        boolean unchanged = witnesses.same(PairedMeasurement.PRE, PairedMeasurement.POST);
        var controlled = measured.judged(new PairedRule(thresholds), unchanged, membership);
        boolean derived = options.reference() == ReferencePolicy.RETRAIN
                && witnesses.same(PairedMeasurement.POST, PairedMeasurement.REFERENCE);
        var proof = RecomputeRule.judge(recomputed(derived));
        boolean invalid = controlled.judgement().verdict() == Verdict.INVALID;
        return new Findings(
                proof != null && !invalid ? proof : controlled.judgement(),
                controlled,
                movements,
                measured.observed().skipped(),
                membership,
                explained(probe, prod));
    }

    private PairedMeasurement measured(
            Questions questions,
            List<double[][]> posteriors,
            List<List<@Nullable Attribution>> attributions,
            DataFacts facts) {
        return new PairedMeasurement(
                Observables.of(questions, ItemKind.of(subject.forget()), posteriors, attributions),
                sample,
                facts,
                new TargetBootstrap(options.resamples(), subject.requestSeed()),
                thresholds.fewTargets());
    }

    private @Nullable Movement second(Witnesses witnesses, List<double[][]> posteriors) {
        var explainer = options.secondExplainer();
        if (explainer == null) {
            return null;
        }
        var attributions = witnesses.explanations(subject.before(), explainer, compute);
        return Observables.of(witnesses.questions(), ItemKind.of(subject.forget()), posteriors, attributions)
                .all()
                .movement(PairedMeasurement.WAY, PairedMeasurement.POST);
    }

    private @Nullable Double membership(Gnn reference) {
        var test = options.membership();
        return test == null ? null : test.residual(subject, reference, compute);
    }

    private boolean recomputed(boolean here) {
        var elsewhere = subject.recomputedBitIdentical();
        if (Objects.equals(elsewhere, false)) {
            cautions.add("Recomputing the parameters from the log gave others than the published ones.");
        }
        return here || Objects.equals(elsewhere, true);
    }

    private static List<ModelExplanations> explained(
            List<List<@Nullable Attribution>> probe, List<List<@Nullable Attribution>> prod) {
        var out = new ArrayList<ModelExplanations>();
        for (int m = 0; m < probe.size(); m++) {
            out.add(new ModelExplanations(ModelRole.values()[m], View.PROBE, probe.get(m)));
            out.add(new ModelExplanations(ModelRole.values()[m], View.PROD, prod.get(m)));
        }
        return out;
    }

    private VerificationResult result(Findings findings, @Nullable Reference reference) {
        var controlled = findings.controlled();
        long referenceMillis = reference == null ? 0 : reference.millis();
        cautions.addAll(findings.judgement().warnings());
        return new VerificationResult(
                findings.judgement(),
                controlled == null ? null : controlled.noopVerdict(),
                controlled == null ? null : controlled.refVerdict(),
                findings.movements(),
                sample,
                findings.skipped(),
                findings.explanations(),
                reference == null ? null : reference.model(),
                findings.membership(),
                checks,
                cautions.sentences(),
                Math.max(0, (System.nanoTime() - start) / 1_000_000 - referenceMillis),
                referenceMillis);
    }
}
