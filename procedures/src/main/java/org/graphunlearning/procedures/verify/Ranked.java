package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
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
    record Scores(double pre, double post, @Nullable Double ref) {
        double largest() {
            return Math.max(Math.max(pre, post), ref == null ? 0 : ref);
        }
    }

    private record Item(long first, long second) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            int order = Long.compare(first, other.first);
            return order != 0 ? order : Long.compare(second, other.second);
        }
    }

    /** What three models say about one target; the last may be missing. */
    record Trio(Attribution pre, Attribution post, @Nullable Attribution ref) {}

    /** The {@code most} items with the largest score in any of the models; a sort. */
    static List<Ranked> of(Trio trio, ItemKind kind, int most) {
        var all = new TreeMap<Item, double[]>();
        add(all, trio.pre(), kind, 0);
        add(all, trio.post(), kind, 1);
        if (trio.ref() != null) {
            add(all, trio.ref(), kind, 2);
        }
        var items = List.copyOf(all.keySet());
        var byPre = ranks(items, all, 0);
        var byPost = ranks(items, all, 1);
        var out = new ArrayList<Ranked>();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var values = all.getOrDefault(item, new double[3]);
            var scores = new Scores(values[0], values[1], trio.ref() == null ? null : (Double) values[2]);
            out.add(new Ranked(item.first(), item.second(), scores, byPre[i], byPost[i]));
        }
        out.sort(Comparator.comparingDouble((Ranked one) -> -one.scores().largest()));
        return List.copyOf(out.subList(0, Math.min(most, out.size())));
    }

    private static void add(TreeMap<Item, double[]> all, Attribution attribution, ItemKind kind, int model) {
        var scores = ItemScores.of(attribution, kind);
        for (int i = 0; i < scores.values().length; i++) {
            var item = new Item(scores.first()[i], scores.second()[i]);
            all.computeIfAbsent(item, unknown -> new double[3])[model] = scores.values()[i];
        }
    }

    private static long[] ranks(List<Item> items, TreeMap<Item, double[]> all, int model) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < items.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -all.getOrDefault(items.get(i), new double[3])[model]));
        var out = new long[items.size()];
        for (int place = 0; place < out.length; place++) {
            out[order.get(place)] = place + 1L;
        }
        return out;
    }
}
