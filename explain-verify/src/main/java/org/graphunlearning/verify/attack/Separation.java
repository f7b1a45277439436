package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well an attack tells members from non-members by one score per item, higher meaning "member". The direction is fixed in
 * advance: values below 0.5 stay as they are.
 *
 * @param setting which attack, and on what
 * @param auc area under the ROC curve, in [0, 1]; null below {@link #FEWEST_POSITIVES} members and without
 *     non-members
 * @param standardError of the area (Hanley and McNeil, 1982); null with it
 * @param low lower end of the normal 95 % interval, cut at 0; null with it
 * @param high upper end, cut at 1; null with it
 * @param tprAt1pct share of members above a cut that at most 1 % of the non-members reach; null below {@link
 *     #FEWEST_NEGATIVES} non-members
 * @param n1 members
 * @param n0 non-members
 * @param warnings sentences the caller should see
 */
public record Separation(
        Setting setting,
        @Nullable Double auc,
        @Nullable Double standardError,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double tprAt1pct,
        int n1,
        int n0,
        List<String> warnings) {
    /** Below so many members an area is noise; use {@link PairedResidual}. */
    public static final int FEWEST_POSITIVES = 20;

    /** Below so many non-members there is no one percent of them. */
    public static final int FEWEST_NEGATIVES = 100;

    private static final double NORMAL_975 = 1.959963984540054;

    /**
     * What was measured.
     *
     * @param attack its short name
     * @param view what the model was shown
     * @param matched whether non-members agree with members in class and degree
     */
    public record Setting(String attack, View view, boolean matched) {}

    /** Keeps the warnings unmodifiable. */
    public Separation {
        warnings = List.copyOf(warnings);
    }

    /**
     * Measures scores; costs a sort.
     *
     * @throws IllegalArgumentException when a score is not a number
     */
    public static Separation of(Setting setting, double[] positives, double[] negatives) {
        var warnings = new ArrayList<String>();
        var auc = auc(positives, negatives, warnings);
        Double rate = negatives.length < FEWEST_NEGATIVES || positives.length == 0 ? null : rate(positives, negatives);
        if (auc == null) {
            return new Separation(setting, null, null, null, null, rate, positives.length, negatives.length, warnings);
        }
        double error = auc.standardError();
        return new Separation(
                setting,
                auc.value(),
                error,
                Math.max(0, auc.value() - NORMAL_975 * error),
                Math.min(1, auc.value() + NORMAL_975 * error),
                rate,
                positives.length,
                negatives.length,
                warnings);
    }

    private static @Nullable RankAuc auc(double[] positives, double[] negatives, List<String> warnings) {
        if (positives.length < FEWEST_POSITIVES) {
            warnings.add("An area under the curve needs " + FEWEST_POSITIVES + " forgotten items, there are "
                    + positives.length + "; the paired residual works for one.");
        }
        if (negatives.length == 0) {
            warnings.add("There is nothing to compare with: train with a test split to have non-members.");
        } else if (negatives.length < FEWEST_NEGATIVES) {
            warnings.add("A rate at 1 % false positives needs " + FEWEST_NEGATIVES + " non-members, there are "
                    + negatives.length + ".");
        }
        if (positives.length < FEWEST_POSITIVES || negatives.length == 0) {
            return null;
        }
        return RankAuc.of(positives, negatives);
    }

    /** Share of positives above the smallest cut that lets at most one negative in a hundred pass. */
    private static double rate(double[] positives, double[] negatives) {
        var low = negatives.clone();
        Arrays.sort(low);
        double cut = low[low.length - 1 - low.length / 100];
        int above = 0;
        for (double score : positives) {
            above += score > cut ? 1 : 0;
        }
        return (double) above / positives.length;
    }

    /** The larger of area and its complement: what an attacker gets who may turn his rule round; null with the area. */
    public @Nullable Double folded() {
        return auc == null ? null : (Double) Math.max(auc, 1 - auc);
    }

    /** The same with more warnings. */
    Separation warning(List<String> more) {
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Separation(setting, auc, standardError, low, high, tprAt1pct, n1, n0, all);
    }
}
