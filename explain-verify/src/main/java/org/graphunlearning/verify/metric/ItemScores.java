package org.graphunlearning.verify.metric;

import java.util.Arrays;
import org.graphunlearning.verify.explain.Attribution;

/**
 * How much each item of one kind contributes to one prediction, whichever way: magnitudes, ascending by key. What is not listed
 * has score zero. Arrays are shared, never copied: nobody may write to them.
 *
 * @param kind what the items are
 * @param first keys of nodes, or of the sources of edges
 * @param second 0 for nodes, keys of the targets of edges, or columns
 * @param values finite, never negative, in the units of the logit
 */
public record ItemScores(ItemKind kind, long[] first, long[] second, double[] values) {
    /** Checks lengths, order and range in one pass. */
    public ItemScores {
        if (first.length != values.length || second.length != values.length) {
            throw new IllegalArgumentException("Scores and their keys differ in number (" + first.length + ", "
                    + second.length + ", " + values.length + ").");
        }
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "Score " + i + " is " + values[i] + "; a magnitude is finite and not negative.");
            }
            if (i > 0 && compare(first[i - 1], second[i - 1], first[i], second[i]) >= 0) {
                throw new IllegalArgumentException("Keys of scores must ascend strictly; number " + i + " does not.");
            }
        }
    }

    /** The magnitudes of one kind: of nodes as the explainer gives them, of edges and features the absolute values. */
    public static ItemScores of(Attribution attribution, ItemKind kind) {
        return switch (kind) {
            case NODE -> ofNodes(attribution.nodes().keys(), attribution.nodes().magnitude());
            case EDGE ->
                new ItemScores(
                        kind,
                        attribution.edges().sources(),
                        attribution.edges().targets(),
                        absolute(attribution.edges().signed()));
            case FEATURE ->
                new ItemScores(
                        kind,
                        attribution.features().nodes(),
                        Arrays.stream(attribution.features().columns())
                                .asLongStream()
                                .toArray(),
                        absolute(attribution.features().signed()));
        };
    }

    /**
     * Scores of nodes.
     *
     * @param keys strictly ascending
     * @param values one per key
     */
    public static ItemScores ofNodes(long[] keys, double[] values) {
        return new ItemScores(ItemKind.NODE, keys, new long[keys.length], values);
    }

    private static double[] absolute(double[] signed) {
        var out = new double[signed.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.abs(signed[i]);
        }
        return out;
    }

    static int compare(long first, long second, long otherFirst, long otherSecond) {
        int byFirst = Long.compare(first, otherFirst);
        return byFirst != 0 ? byFirst : Long.compare(second, otherSecond);
    }

    /** Number of items listed. */
    public int size() {
        return values.length;
    }

    /** All scores, added in the order of their keys. */
    public double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The scores of the items inside a set, or of those outside; linear. */
    ItemScores where(ItemSet set, boolean inside) {
        var newFirst = new long[size()];
        var newSecond = new long[size()];
        var newValues = new double[size()];
        int length = 0;
        for (int i = 0; i < values.length; i++) {
            if (set.contains(kind, first[i], second[i]) == inside) {
                newFirst[length] = first[i];
                newSecond[length] = second[i];
                newValues[length++] = values[i];
            }
        }
        return new ItemScores(
                kind,
                Arrays.copyOf(newFirst, length),
                Arrays.copyOf(newSecond, length),
                Arrays.copyOf(newValues, length));
    }
}
