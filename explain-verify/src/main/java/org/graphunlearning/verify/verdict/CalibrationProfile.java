package org.graphunlearning.verify.verdict;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What calibrating found for a data set and an architecture; to be stored with the model and hashed into its certificates.
 *
 * @param residualCut residual up to which a model has forgotten, in [0, 1]
 * @param progressCut progress below which it has not, in [0, 1]
 * @param balancedAccuracy mean over models that must pass and models that must not of the share judged rightly, in [0, 1]
 * @param readings how many were judged
 * @param negligible how many were left out because the deletion had no measurable influence
 * @param counts per control how often each verdict was given
 */
public record CalibrationProfile(
        double residualCut,
        double progressCut,
        double balancedAccuracy,
        int readings,
        int negligible,
        Map<Control, Map<Verdict, Integer>> counts) {
    /** Balanced accuracy below which verdicts carry a warning. */
    public static final double TRUSTED_FROM = 0.9;

    /** Copies the counts in the order of the enums. */
    public CalibrationProfile {
        var copy = new EnumMap<Control, Map<Verdict, Integer>>(Control.class);
        counts.forEach((control, verdicts) -> copy.put(control, new EnumMap<>(verdicts)));
        counts = copy;
    }

    /** Whether verdicts need no warning. */
    public boolean trusted() {
        return balancedAccuracy >= TRUSTED_FROM;
    }

    /**
     * The same as strings and integers, for hashing and storing: a double is the 16 hexadecimal digits of its bits, because shortest
     * decimals differ between Java versions.
     */
    public SortedMap<String, Object> canonical() {
        var out = new TreeMap<String, Object>();
        out.put("residualCut", bits(residualCut));
        out.put("progressCut", bits(progressCut));
        out.put("balancedAccuracy", bits(balancedAccuracy));
        out.put("readings", (long) readings);
        out.put("negligible", (long) negligible);
        counts.forEach((control, verdicts) ->
                verdicts.forEach((verdict, count) -> out.put("count." + control + "." + verdict, (long) count)));
        return out;
    }

    private static String bits(double value) {
        var digits = Long.toHexString(Double.doubleToLongBits(value + 0.0)); // zero without a sign
        return "0".repeat(16 - digits.length()) + digits;
    }
}
