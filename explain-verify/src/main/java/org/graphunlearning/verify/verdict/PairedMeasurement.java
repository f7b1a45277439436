package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models measured against a paired reference: the untouched model first, the candidate second, the reference third.
 *
 * @param observed what they say and why
 * @param sample whose predictions
 * @param facts what is known about the data
 * @param bootstrap how intervals are drawn
 * @param fewTargets number of targets below which there is no interval
 */
record PairedMeasurement(
        Observables observed, TargetSample sample, DataFacts facts, TargetBootstrap bootstrap, int fewTargets) {
    static final int PRE = 0;
    static final int POST = 1;
    static final int REFERENCE = 2;
    static final Embedding.Way WAY = new Embedding.Way(PRE, REFERENCE);

    /** Judges the candidate and its controls. */
    ControlledJudgement judged(PairedRule rule, boolean unchanged, @Nullable Double membership) {
        return ControlledJudgement.of(
                rule,
                evidence(POST, unchanged, membership),
                evidence(PRE, false, null), // the control is judged by what is measured, not by what it is known to be
                evidence(REFERENCE, false, null));
    }

    private PairedEvidence evidence(int model, boolean unchanged, @Nullable Double membership) {
        return new PairedEvidence(
                facts,
                unchanged,
                observed.all().movement(WAY, model),
                interval(model),
                sample.size(),
                observed.skipped(),
                membership);
    }

    Movements movements(@Nullable Movement second) {
        return new Movements(
                observed.all().movement(WAY, POST),
                observed.posteriors().movement(WAY, POST),
                observed.heatMaps().movement(WAY, POST),
                second,
                interval(POST));
    }

    private @Nullable Interval interval(int model) {
        if (sample.size() < fewTargets) {
            return null;
        }
        var all = observed.all();
        var always = Displacement.NONE;
        var targets = new ArrayList<Displacement>();
        for (int t = 0; t < sample.size(); t++) {
            targets.add(Displacement.NONE);
        }
        for (int piece = 0; piece < all.pieces().length; piece++) {
            var part = all.displacement(piece, WAY, model);
            int target = Arrays.binarySearch(sample.keys(), all.keys()[piece]);
            if (target >= 0) {
                targets.set(target, targets.get(target).plus(part));
            } else {
                always = always.plus(part);
            }
        }
        return bootstrap.interval(always, List.copyOf(targets));
    }
}
