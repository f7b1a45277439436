package org.graphunlearning.verify.rules;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classification trees by Gini impurity (Breiman, Friedman, Olshen and Stone 1984) over binned features. Ties go to the lower
 * feature, then the lower threshold; counts are integers, so the order of examples does not matter. A question whose two answers
 * agree is dropped. O(depth features examples). A tree found greedily is not the smallest one.
 */
final class Cart {
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

    Tree grow(int depth) {
        return grow(IntStream.range(0, answers.length).toArray(), depth);
    }

    private Tree grow(int[] examples, int depth) {
        var leaf = leaf(examples);
        if (depth == 0 || leaf.right() == examples.length) {
            return leaf;
        }
        var split = bestSplit(examples);
        if (split == null) {
            return leaf;
        }
        var low = grow(side(examples, split, true), depth - 1);
        var high = grow(side(examples, split, false), depth - 1);
        boolean same = low instanceof Tree.Leaf l && high instanceof Tree.Leaf h && l.answer() == h.answer();
        return same ? leaf : new Tree.Fork(split.feature, split.threshold, low, high);
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

    private int[] side(int[] examples, Split split, boolean low) {
        return Arrays.stream(examples)
                .filter(example -> (bins[split.feature][example] <= split.threshold) == low)
                .toArray();
    }

    /** A question and the sum over both sides of squared class counts by size: the larger, the purer. */
    private record Split(int feature, int threshold, double purity) {}

    private @Nullable Split bestSplit(int[] examples) {
        var count = new int[(Byte.MAX_VALUE + 1) * classes];
        Split best = null;
        for (int feature = 0; feature < bins.length; feature++) {
            int last = fill(count, examples, bins[feature]);
            var split = bestThreshold(count, feature, last, examples.length);
            if (split != null && (best == null || split.purity > best.purity)) {
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
                if (purity > unsplit * (1 + 1e-12) && (best == null || purity > best.purity)) {
                    best = new Split(feature, bin, purity);
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
