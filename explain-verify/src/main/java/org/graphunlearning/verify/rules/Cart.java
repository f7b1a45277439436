package org.graphunlearning.verify.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classification trees by Gini impurity (Breiman, Friedman, Olshen and Stone 1984) over binned features. Ties go to the lower
 * feature, then the lower threshold; counts are integers, so the order of examples does not matter. A question whose two answers
 * agree is dropped. O(depth features examples). A tree found greedily is not the best one of its size.
 */
final class Cart {
    private static final double LEAST_GAIN = 1e-12; // rounding of a question that tells nothing

    private final byte[][] bins;
    private final int[] answers;
    private final int classes;
    private final int leastSupport;

    /**
     * Takes the examples.
     *
     * @param bins per feature the bin of each example
     * @param answers class of each example
     */
    Cart(byte[][] bins, int[] answers, int classes, int leastSupport) {
        this.bins = bins;
        this.answers = answers;
        this.classes = classes;
        this.leastSupport = leastSupport;
    }

    /**
     * Splits the leaf that gains most until there are enough.
     *
     * @param depth questions on a path, at most
     * @param leaves answers, at most
     */
    Tree grow(int depth, int leaves) {
        var root = new Node(IntStream.range(0, answers.length).toArray(), depth);
        var frontier = new ArrayList<Node>(List.of(root)); // from low to high, so that ties go to the low side
        while (frontier.size() < leaves) {
            int best = 0;
            for (int i = 1; i < frontier.size(); i++) {
                best = frontier.get(i).gain() > frontier.get(best).gain() ? i : best;
            }
            var node = frontier.get(best);
            if (node.split == null) {
                break;
            }
            frontier.set(best, node.side(true));
            frontier.add(best + 1, node.side(false));
        }
        return root.closed();
    }

    /** A leaf that may yet be split. */
    private final class Node {
        private final int[] examples;
        private final int depth;
        private final @Nullable Split split;
        private @Nullable Node low;
        private @Nullable Node high;

        Node(int[] examples, int depth) {
            this.examples = examples;
            this.depth = depth;
            this.split = depth == 0 ? null : bestSplit(examples);
        }

        double gain() {
            return split == null ? 0 : split.gain;
        }

        Node side(boolean lowSide) {
            var question = Objects.requireNonNull(split);
            var node = new Node(
                    Arrays.stream(examples)
                            .filter(example -> (bins[question.feature][example] <= question.threshold) == lowSide)
                            .toArray(),
                    depth - 1);
            if (lowSide) {
                low = node;
            } else {
                high = node;
            }
            return node;
        }

        Tree closed() {
            if (split == null || low == null || high == null) {
                return leaf(examples);
            }
            var below = low.closed();
            var above = high.closed();
            boolean same = below instanceof Tree.Leaf l && above instanceof Tree.Leaf h && l.answer() == h.answer();
            return same ? leaf(examples) : new Tree.Fork(split.feature, split.threshold, below, above);
        }
    }

    private Tree.Leaf leaf(int[] examples) {
        var count = new int[classes];
        for (int example : examples) {
            count[answers[example]]++;
        }
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = count[c] > count[best] ? c : best;
        }
        return new Tree.Leaf(best, examples, count[best]);
    }

    /** A question and what it gains: the growth of the sum over both sides of squared class counts by size. */
    private record Split(int feature, int threshold, double gain) {}

    private @Nullable Split bestSplit(int[] examples) {
        var count = new int[(Byte.MAX_VALUE + 1) * classes];
        Split best = null;
        for (int feature = 0; feature < bins.length; feature++) {
            int last = fill(count, examples, bins[feature]);
            var split = bestThreshold(count, feature, last, examples.length);
            if (split != null && (best == null || split.gain > best.gain)) {
                best = split;
            }
        }
        return best;
    }

    /** Counts examples by bin and class; returns the last bin used. */
    private int fill(int[] count, int[] examples, byte[] bin) {
        Arrays.fill(count, 0);
        int last = 0;
        for (int example : examples) {
            count[bin[example] * classes + answers[example]]++;
            last = Math.max(last, bin[example]);
        }
        return last;
    }

    private @Nullable Split bestThreshold(int[] count, int feature, int last, int total) {
        var high = new long[classes];
        for (int bin = 0; bin <= last; bin++) {
            add(high, count, bin, 1);
        }
        double unsplit = (double) squares(high) / total;
        var low = new long[classes];
        int lowTotal = 0;
        Split best = null;
        for (int bin = 0; bin < last; bin++) {
            lowTotal += add(low, count, bin, 1);
            add(high, count, bin, -1);
            if (lowTotal >= leastSupport && total - lowTotal >= leastSupport) {
                double purity = (double) squares(low) / lowTotal + (double) squares(high) / (total - lowTotal);
                double gain = purity - unsplit;
                if (gain > LEAST_GAIN * unsplit && (best == null || gain > best.gain)) {
                    best = new Split(feature, bin, gain);
                }
            }
        }
        return best;
    }

    private int add(long[] sums, int[] count, int bin, int sign) {
        int added = 0;
        for (int c = 0; c < classes; c++) {
            sums[c] += sign * (long) count[bin * classes + c];
            added += count[bin * classes + c];
        }
        return added;
    }

    private static long squares(long[] sums) {
        long out = 0;
        for (long sum : sums) {
            out += sum * sum;
        }
        return out;
    }
}
