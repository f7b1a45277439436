package org.graphunlearning.verify.verdict;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.graphunlearning.verify.attack.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * Finds where to cut from controls whose verdict is known, and says how well the rule then judges them.
 *
 * <p>The residual cut is the 5 % quantile of the residuals of models that did not forget, and at most the starting value. Models three
 * quarters of the way are among them: without those nothing would lie near the cut, and for a single node they would pass. The
 * progress cut is the 95 % quantile of the progress of models that did not forget and did not destroy, and at least the starting
 * value; it stops at the progress that forgetting needs, beyond which it would call nothing partial. The accuracy is that of the
 * readings it was fitted to: it flatters when they are few.
 */
public final class Calibration {
    private static final Set<Control> NOT_FORGETTING =
            Set.of(Control.NO_OP, Control.ASCENT, Control.FINE_TUNE, Control.THREE_QUARTERS);
    private static final Set<Control> NOT_MOVING_AWAY = Set.of(Control.NO_OP, Control.FINE_TUNE);

    private Calibration() {}

    /**
     * Fits the cuts; readings without a measurable influence are left out, as nothing can be learned from them.
     *
     * @param readings of several deletions, their references among them; 30 of a kind are usual
     * @param start the starting values
     * @throws IllegalArgumentException when no reading of the reference or none of another control is left
     */
    public static CalibrationProfile fit(List<ControlReading> readings, Thresholds start) {
        var used = readings.stream()
                .filter(reading -> reading.movement().signal() >= start.signalMin())
                .toList();
        requireBoth(used);
        double residual =
                Math.min(start.forgottenResidualMax(), quantile(used, NOT_FORGETTING, 0.05, r -> orFail(r.residual())));
        double progress =
                Math.max(start.partialProgressMin(), quantile(used, NOT_MOVING_AWAY, 0.95, r -> orFail(r.progress())));
        var cuts = profile(
                Math.max(0, residual), Math.min(start.forgottenProgressMin(), progress), used.size(), readings.size());
        var rule = new PairedRule(start.with(cuts));
        return judged(cuts, used, rule);
    }

    private static CalibrationProfile profile(double residual, double progress, int used, int all) {
        return new CalibrationProfile(residual, progress, 0, used, all - used, Map.of());
    }

    private static void requireBoth(List<ControlReading> used) {
        boolean passes = used.stream().anyMatch(reading -> reading.control().forgets());
        boolean fails = used.stream().anyMatch(reading -> reading.control() == Control.NO_OP);
        if (!passes || !fails) {
            throw new IllegalArgumentException(
                    "Calibrating needs at least one deletion with a measurable influence, read"
                            + " with the untouched model and the reference, but of " + used.size()
                            + " readings none is; draw other or larger deletions.");
        }
    }

    private static double quantile(
            List<ControlReading> used, Set<Control> controls, double share, Function<Movement, Double> value) {
        var values = used.stream()
                .filter(reading -> controls.contains(reading.control()))
                .mapToDouble(reading -> value.apply(reading.movement()))
                .toArray();
        return Quantile.of(values, share);
    }

    private static double orFail(@Nullable Double value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "A movement with a signal has a progress and a residual; this one has not.");
        }
        return value;
    }

    /** How often the rule with these cuts gives each verdict to each control; readings without influence are left out. */
    public static Map<Control, Map<Verdict, Integer>> verdicts(List<ControlReading> readings, Thresholds cuts) {
        var rule = new PairedRule(cuts);
        var out = new EnumMap<Control, Map<Verdict, Integer>>(Control.class);
        for (var reading : readings) {
            if (reading.movement().signal() >= cuts.signalMin()) {
                out.computeIfAbsent(reading.control(), control -> new EnumMap<>(Verdict.class))
                        .merge(verdict(reading, rule), 1, Integer::sum);
            }
        }
        return out;
    }

    private static Verdict verdict(ControlReading reading, PairedRule rule) {
        var data = new DataFacts(List.of(), null, true);
        var evidence =
                new PairedEvidence(data, false, reading.movement(), null, reading.targets(), reading.skipped(), null);
        return rule.judge(evidence).verdict();
    }

    private static CalibrationProfile judged(CalibrationProfile cuts, List<ControlReading> used, PairedRule rule) {
        var counts = new EnumMap<Control, Map<Verdict, Integer>>(Control.class);
        var right = new int[2];
        var all = new int[2];
        for (var reading : used) {
            var verdict = verdict(reading, rule);
            counts.computeIfAbsent(reading.control(), c -> new EnumMap<>(Verdict.class))
                    .merge(verdict, 1, Integer::sum);
            int side = reading.control().forgets() ? 1 : 0;
            all[side]++;
            right[side] += reading.control().deserved().contains(verdict) ? 1 : 0;
        }
        double accuracy = ((double) right[0] / all[0] + (double) right[1] / all[1]) / 2;
        return new CalibrationProfile(
                cuts.residualCut(), cuts.progressCut(), accuracy, cuts.readings(), cuts.negligible(), counts);
    }
}
