package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.metric.ItemKind;

/**
 * Verifies that a model forgot: what it says and why is compared with a model that never saw what was deleted, and the untouched
 * model goes through the same test and must fail it.
 *
 * <p>What is not shown: that backups, exports or other models forgot; and, except at {@link EvidenceLevel#L1_RECOMPUTE}, that no trace
 * is left which behaves like the reference on every target. Whoever holds log, seeds and keys is trusted.
 *
 * <p>Costs a training unless a reference is given, and per distinct model the explanations of all targets on two graphs. The same case
 * and options give the same result, times aside.
 */
public final class Verification {
    private Verification() {}

    /**
     * Verifies one deletion.
     *
     * @throws IllegalArgumentException when the graphs and models do not fit each other, the policy wants a reference that is not
     *     given, or one is to be trained on a graph that can teach none
     */
    public static VerificationResult verify(VerificationCase subject, VerificationOptions options, Compute compute) {
        return new VerificationRun(subject, options, compute).run();
    }

    /**
     * Measures the controls of one deletion, for {@link Calibration}.
     *
     * @param reference the paired reference
     * @return one reading per control that makes sense; empty when the deletion reaches nobody
     */
    public static List<ControlReading> readControls(
            VerificationCase subject, Gnn reference, VerificationOptions options, Compute compute) {
        var sample = sample(subject, options);
        if (sample.size() == 0) {
            return List.of();
        }
        Map<Control, Gnn> controls = GradedControls.of(subject, reference, compute);
        var kinds = List.copyOf(controls.keySet());
        var observed = observe(subject, sample, List.copyOf(controls.values()), new Lens(options, compute));
        var way = new Embedding.Way(kinds.indexOf(Control.NO_OP), kinds.indexOf(Control.REFERENCE));
        var all = observed.all();
        var out = new ArrayList<ControlReading>();
        for (int m = 0; m < kinds.size(); m++) {
            out.add(new ControlReading(kinds.get(m), all.movement(way, m), sample.size(), observed.skipped()));
        }
        return List.copyOf(out);
    }

    /**
     * Judges by references of other seeds, where none of the same seed can be had.
     *
     * @param references see {@link Reference#unpaired}
     * @throws IllegalArgumentException when the deletion reaches nobody
     */
    public static ControlledJudgement verifyByProfile(
            VerificationCase subject, List<Gnn> references, VerificationOptions options, Compute compute) {
        var sample = sample(subject, options);
        if (sample.size() == 0) {
            throw new IllegalArgumentException(
                    "The deletion reaches nobody, so there is nothing to compare; checks of the data are all there is.");
        }
        var models = new ArrayList<Gnn>();
        models.add(subject.pre());
        models.add(subject.post());
        models.addAll(references);
        var all = observe(subject, sample, models, new Lens(options, compute)).all();
        var vectors = new ArrayList<double[]>();
        for (int m = 2; m < models.size(); m++) {
            vectors.add(all.vector(m));
        }
        var post = ProfileEvidence.of(vectors, all.vector(1), all.vector(0));
        var noop = ProfileEvidence.of(vectors, all.vector(0), all.vector(0));
        return ControlledJudgement.of(new ProfileRule(options.effectiveThresholds()), post, noop, null);
    }

    private record Lens(VerificationOptions options, Compute compute) {}

    private static Observables observe(VerificationCase subject, TargetSample sample, List<Gnn> models, Lens lens) {
        var witnesses = Witnesses.of(subject, sample, models, lens.compute());
        return Observables.of(
                witnesses.questions(),
                ItemKind.of(subject.forget()),
                witnesses.posteriors(subject.before(), lens.compute()),
                witnesses.explanations(subject.before(), lens.options().explainer(), lens.compute()));
    }

    static TargetSample sample(VerificationCase subject, VerificationOptions options) {
        var region = Region.of(
                subject.before(), subject.forget(), subject.pre().config().reach());
        return TargetSample.of(region, options.maxTargets(), subject.requestSeed());
    }
}
