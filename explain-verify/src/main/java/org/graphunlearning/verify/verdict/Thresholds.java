package org.graphunlearning.verify.verdict;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the rules cut. The defaults are starting values; {@link Calibration} finds them for a data set and an architecture.
 *
 * @param signalMin signal below which an influence is negligible, in [0, 1]
 * @param collateralMax collateral above which a model was over-corrected, in (0, 100]
 * @param forgottenResidualMax residual up to which a model has forgotten, in [0, 1]
 * @param forgottenProgressMin progress from which it has, in [0, 1]
 * @param partialResidualMax residual below which it has in part, in [0, 2], not below {@code forgottenResidualMax}
 * @param partialProgressMin progress from which it has in part, in [0, 1], not above {@code forgottenProgressMin}
 * @param intervalResidualMax residual that the upper end of its interval may reach, in [0, 2], not below
 *     {@code forgottenResidualMax}
 * @param fewTargets number of targets below which there is no interval, in [1, 1000]
 * @param fewTargetsResidualMax residual up to which a model has forgotten when there are so few, in [0, 1], not above
 *     {@code forgottenResidualMax}
 * @param skippedShareMax share of targets without a heat map above which nothing is decided, in [0, 1]
 * @param membershipSupports paired membership residual up to which it supports forgetting, in [0, 10]
 * @param membershipContradicts paired membership residual from which it contradicts, in [0, 10], above
 *     {@code membershipSupports}
 * @param rankLevel level of the rank test, in (0, 0.5]
 * @param untouchedShare share of the untouched model's distance from which an outsider of the references has not forgotten, in
 *     [0, 1]
 */
public record Thresholds(
        double signalMin,
        double collateralMax,
        double forgottenResidualMax,
        double forgottenProgressMin,
        double partialResidualMax,
        double partialProgressMin,
        double intervalResidualMax,
        int fewTargets,
        double fewTargetsResidualMax,
        double skippedShareMax,
        double membershipSupports,
        double membershipContradicts,
        double rankLevel,
        double untouchedShare) {
    /** Checks the ranges and the order. */
    public Thresholds {
        within("signalMin", signalMin, 0, 1);
        within("collateralMax", collateralMax, Double.MIN_NORMAL, 100);
        within("forgottenResidualMax", forgottenResidualMax, 0, 1);
        within("forgottenProgressMin", forgottenProgressMin, 0, 1);
        within("partialResidualMax", partialResidualMax, forgottenResidualMax, 2);
        within("partialProgressMin", partialProgressMin, 0, forgottenProgressMin);
        within("intervalResidualMax", intervalResidualMax, forgottenResidualMax, 2);
        within("fewTargets", fewTargets, 1, 1000);
        within("fewTargetsResidualMax", fewTargetsResidualMax, 0, forgottenResidualMax);
        within("skippedShareMax", skippedShareMax, 0, 1);
        within("membershipSupports", membershipSupports, 0, 10);
        within("membershipContradicts", membershipContradicts, membershipSupports, 10);
        within("rankLevel", rankLevel, Double.MIN_NORMAL, 0.5);
        within("untouchedShare", untouchedShare, 0, 1);
    }

    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            var from = least == Double.MIN_NORMAL ? "above 0 and up to " : "between " + least + " and ";
            throw new IllegalArgumentException("`" + name + "` must lie " + from + most + ", not " + value + ".");
        }
    }

    /** The starting values. */
    public static Thresholds defaults() {
        return new Thresholds(1e-3, 1.0, 0.35, 0.75, 0.90, 0.25, 0.5, 5, 0.25, 0.5, 0.35, 0.9, 0.05, 0.9);
    }

    /**
     * The same with the cuts that a calibration found. Cuts that depend on them follow where the order needs it.
     */
    public Thresholds with(CalibrationProfile profile) {
        double residual = Math.min(forgottenResidualMax, profile.residualCut());
        double progress = Math.min(forgottenProgressMin, Math.max(partialProgressMin, profile.progressCut()));
        return with(Map.of(
                "forgottenResidualMax", residual,
                "partialProgressMin", progress,
                "fewTargetsResidualMax", Math.min(fewTargetsResidualMax, residual)));
    }

    /**
     * The same with other values.
     *
     * @param values by name, as in {@link #toMap}
     * @throws IllegalArgumentException when a name is unknown or a value out of range
     */
    public Thresholds with(Map<String, ? extends Number> values) {
        var all = toMap();
        for (var name : values.keySet()) {
            if (!all.containsKey(name)) {
                throw new IllegalArgumentException("There is no threshold `" + name + "`; those known are "
                        + String.join(", ", all.keySet()) + ".");
            }
        }
        values.forEach((name, value) -> all.put(name, value.doubleValue()));
        requireWhole(all);
        var in = all.values().stream().mapToDouble(Double::doubleValue).iterator();
        return new Thresholds(
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                (int) in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble(),
                in.nextDouble());
    }

    private static void requireWhole(Map<String, Double> all) {
        double targets = all.getOrDefault("fewTargets", 1.0);
        if (targets != Math.rint(targets)) {
            throw new IllegalArgumentException("`fewTargets` must be a whole number, not " + targets + ".");
        }
    }

    /** All values by name, in the order of this record. */
    public Map<String, Double> toMap() {
        var out = new LinkedHashMap<String, Double>();
        out.put("signalMin", signalMin);
        out.put("collateralMax", collateralMax);
        out.put("forgottenResidualMax", forgottenResidualMax);
        out.put("forgottenProgressMin", forgottenProgressMin);
        out.put("partialResidualMax", partialResidualMax);
        out.put("partialProgressMin", partialProgressMin);
        out.put("intervalResidualMax", intervalResidualMax);
        out.put("fewTargets", (double) fewTargets);
        out.put("fewTargetsResidualMax", fewTargetsResidualMax);
        out.put("skippedShareMax", skippedShareMax);
        out.put("membershipSupports", membershipSupports);
        out.put("membershipContradicts", membershipContradicts);
        out.put("rankLevel", rankLevel);
        out.put("untouchedShare", untouchedShare);
        return out;
    }
}
