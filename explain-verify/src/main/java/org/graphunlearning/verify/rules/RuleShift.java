package org.graphunlearning.verify.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.verify.distance.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * How far the rules of two models lie apart, rules being matched by the examples they cover. For diagnosis, never for a verdict: a
 * few changed answers can turn a tree over.
 *
 * @param shift 1 minus the share of examples that matched rules have in common, in [0, 1]; 0 for equal rules; null when one set of
 *     rules imitates its model on less than {@link #LEAST_FIDELITY} of the examples
 * @param disagreement share of examples on which the two sets answer differently, in [0, 1]
 * @param fidelityBefore share of examples on which the first set answers as its model
 * @param fidelityAfter likewise of the second
 * @param rulesRemoved rules of the first set without a counterpart of their class that covers half of the same examples
 * @param rulesAdded rules of the second set without one in the first
 * @param matches matched rules, by their index in the first set
 */
public record RuleShift(
        @Nullable Double shift,
        double disagreement,
        double fidelityBefore,
        double fidelityAfter,
        int rulesRemoved,
        int rulesAdded,
        List<Match> matches) {
    /** Rules that answer differently more often than this allows say nothing about their model. */
    public static final double LEAST_FIDELITY = 0.8;

    private static final double COUNTERPART = 0.5;

    /** Keeps the list unmodifiable. */
    public RuleShift {
        matches = List.copyOf(matches);
    }

    /**
     * Two rules that stand for each other.
     *
     * @param before index in the first set
     * @param after index in the second set
     * @param jaccard common examples by examples of either, in (0, 1]
     */
    public record Match(int before, int after, double jaccard) {}

    /**
     * Matches the rules of each class so that the sum of 1 - Jaccard is least.
     *
     * @throws IllegalArgumentException when the sets are about different examples
     */
    public static RuleShift between(RuleSet before, RuleSet after) {
        if (!Arrays.equals(before.examples(), after.examples())) {
            throw new IllegalArgumentException(
                    "Rules about different examples cannot be compared; take both from one surrogate.");
        }
        var jaccard = jaccard(before.rules(), after.rules());
        var matches = matches(before.rules(), after.rules(), jaccard);
        double common = 0;
        for (var match : matches) {
            int supports = before.rules().get(match.before).support()
                    + after.rules().get(match.after).support();
            common += match.jaccard * supports / 2;
        }
        double shift = 1 - common / before.examples().length;
        boolean tells = Math.min(before.fidelity(), after.fidelity()) >= LEAST_FIDELITY;
        return new RuleShift(
                tells ? (Double) Math.min(1, Math.max(0, shift)) : null,
                disagreement(before.answers(), after.answers()),
                before.fidelity(),
                after.fidelity(),
                without(jaccard, after.rules().size(), true),
                without(jaccard, after.rules().size(), false),
                matches);
    }

    /** Jaccard indices, 0 between classes. */
    private static double[][] jaccard(List<Rule> before, List<Rule> after) {
        var out = new double[before.size()][after.size()];
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < after.size(); j++) {
                boolean same = before.get(i).classIndex() == after.get(j).classIndex();
                out[i][j] = same ? before.get(i).jaccard(after.get(j)) : 0;
            }
        }
        return out;
    }

    /** One assignment for all classes: a pair of different classes costs as much as no partner. */
    private static List<Match> matches(List<Rule> before, List<Rule> after, double[][] jaccard) {
        int size = Math.max(before.size(), after.size());
        var costs = new double[size * size];
        Arrays.fill(costs, 1);
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < after.size(); j++) {
                costs[i * size + j] = 1 - jaccard[i][j];
            }
        }
        var columnOf = Assignment.of(costs, size, size).columnOf();
        var out = new ArrayList<Match>();
        for (int i = 0; i < before.size(); i++) {
            if (columnOf[i] < after.size() && jaccard[i][columnOf[i]] > 0) {
                out.add(new Match(i, columnOf[i], jaccard[i][columnOf[i]]));
            }
        }
        return out;
    }

    private static int without(double[][] jaccard, int columns, boolean rows) {
        var best = new double[rows ? jaccard.length : columns];
        for (int i = 0; i < jaccard.length; i++) {
            for (int j = 0; j < columns; j++) {
                int at = rows ? i : j;
                best[at] = Math.max(best[at], jaccard[i][j]);
            }
        }
        return (int) Arrays.stream(best).filter(value -> value < COUNTERPART).count();
    }

    private static double disagreement(int[] one, int[] other) {
        long different =
                IntStream.range(0, one.length).filter(i -> one[i] != other[i]).count();
        return (double) different / one.length;
    }
}
