package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.ItemKind;
import org.graphunlearning.verify.metric.ItemScores;
import org.jspecify.annotations.Nullable;

/**
 * The items of one kind that matter most to a prediction, by what three models say.
 *
 * @param first key of the node, of the source or of the cell's node
 * @param second 0, key of the target, or column
 * @param scores of the untouched, the judged and the retrained model; the last is null without one
 * @param rankPre place among all items by the first score, from 1; equals in the order of keys
 * @param rankPost the same by the second
 */
record Ranked(long first, long second, Scores scores, long rankPre, long rankPost) {
    /** Magnitudes in the units of the logit. */
    record Scores(double pre, double post, @Nullable Double ref) {}

    /** What three models say about one target; the last may be missing. */
    record Trio(Attribution pre, Attribution post, @Nullable Attribution ref) {}

    /** The {@code most} items with the largest score in any of the models, equals by key; linear in the scores listed. */
    static List<Ranked> of(Trio trio, ItemKind kind, int most) {
        var pre = ItemScores.of(trio.pre(), kind);
        var post = ItemScores.of(trio.post(), kind);
        var ref = trio.ref() == null ? null : ItemScores.of(trio.ref(), kind);
        var all = Merged.of(ref == null ? List.of(pre, post) : List.of(pre, post, ref));
        var out = new ArrayList<Ranked>();
        for (int at : all.largest(most)) {
            var scores =
                    new Scores(all.values[0][at], all.values[1][at], ref == null ? null : (Double) all.values[2][at]);
            out.add(new Ranked(all.first[at], all.second[at], scores, all.rank(0, at), all.rank(1, at)));
        }
        return out;
    }

    /** Scores of several models side by side, ascending by key; what a model does not list is 0. */
    private static final class Merged {
        private final List<ItemScores> models;
        private final long[] first;
        private final long[] second;
        private final double[][] values;
        private int length;

        private Merged(List<ItemScores> models) {
            this.models = models;
            int most = models.stream().mapToInt(one -> one.values().length).sum();
            this.first = new long[most];
            this.second = new long[most];
            this.values = new double[models.size()][most];
        }

        static Merged of(List<ItemScores> models) {
            var out = new Merged(models);
            var at = new int[models.size()];
            for (int next = out.next(at); next >= 0; next = out.next(at)) {
                out.take(
                        at, models.get(next).first()[at[next]], models.get(next).second()[at[next]]);
            }
            return out;
        }

        /** The model whose next item has the smallest key; -1 at the end. */
        private int next(int[] at) {
            int out = -1;
            for (int m = 0; m < at.length; m++) {
                if (at[m] < models.get(m).values().length && (out < 0 || order(m, out, at) < 0)) {
                    out = m;
                }
            }
            return out;
        }

        private int order(int one, int other, int[] at) {
            int byFirst = Long.compare(
                    models.get(one).first()[at[one]], models.get(other).first()[at[other]]);
            return byFirst != 0
                    ? byFirst
                    : Long.compare(
                            models.get(one).second()[at[one]], models.get(other).second()[at[other]]);
        }

        private void take(int[] at, long key, long other) {
            first[length] = key;
            second[length] = other;
            for (int m = 0; m < at.length; m++) {
                var one = models.get(m);
                if (at[m] < one.values().length && one.first()[at[m]] == key && one.second()[at[m]] == other) {
                    values[m][length] = one.values()[at[m]++];
                }
            }
            length++;
        }

        private double largest(double[][] all, int item) {
            double out = 0;
            for (var one : all) {
                out = Math.max(out, one[item]);
            }
            return out;
        }

        /** Places of the items with the largest score in any model, the largest first. */
        int[] largest(int most) {
            var chosen = new int[Math.min(most, length)];
            int count = 0;
            for (int item = 0; item < length; item++) {
                double score = largest(values, item);
                boolean better = count > 0 && score > largest(values, chosen[count - 1]);
                if (count < chosen.length || better) {
                    count = Math.min(count + 1, chosen.length);
                    int place = count - 1;
                    while (place > 0 && score > largest(values, chosen[place - 1])) {
                        chosen[place] = chosen[place - 1];
                        place--;
                    }
                    chosen[place] = item;
                }
            }
            return Arrays.copyOf(chosen, count);
        }

        long rank(int model, int item) {
            var scores = values[model];
            long out = 1;
            for (int other = 0; other < length; other++) {
                boolean before = scores[other] > scores[item] || (scores[other] == scores[item] && other < item);
                out += before ? 1 : 0;
            }
            return out;
        }
    }
}
