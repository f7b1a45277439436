package org.graphunlearning.verify.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.graphunlearning.gnn.graph.Features;

/**
 * Rules as the published code of Ahsan, Yu, Kim, Kim, "Forget and Explain" (WSDM 2026) draws them from a model: a classification
 * tree of depth 3 by Gini impurity on the raw feature values of all nodes, every leaf a text with thresholds of four decimals.
 * Thresholds lie half-way between neighbouring values, wherever those are; ties go to the lower column, then the lower threshold,
 * where the published code draws lots. Like there, a node whose examples differ is split even if that gains nothing.
 *
 * <p>For display only: the smallest move of a threshold makes another text of a rule, and structure is not looked at. For rules that
 * can be compared see {@link Surrogate}. Three passes over the stored values, sorted once; O(values log values + columns classes),
 * memory of eight bytes per stored value.
 */
public final class PublishedRules {
    private static final int DEPTH = 3;

    private final Features features;
    private final int[] answers;
    private final List<String> classes;
    private final RawSplit[] splits = new RawSplit[1 << DEPTH]; // of node k the halves are 2k and 2k + 1, the root is 1

    private PublishedRules(Features features, int[] answers, List<String> classes) {
        this.features = features;
        this.answers = answers;
        this.classes = classes;
    }

    /**
     * The texts, at most 8.
     *
     * @param answers index of the class the model answers, one per row
     * @param classes their names
     * @throws IllegalArgumentException when there are no rows, or not one answer per row
     */
    public static Set<String> of(Features features, int[] answers, List<String> classes) {
        if (answers.length == 0 || answers.length != features.rows()) {
            throw new IllegalArgumentException("There are " + answers.length + " answers for " + features.rows()
                    + " rows; pass one per row, and at least one.");
        }
        return new PublishedRules(features, answers, classes).texts();
    }

    private Set<String> texts() {
        var columns = SortedColumns.of(features);
        var places = new Places(answers, classes.size(), DEPTH);
        for (int depth = 0; depth < DEPTH; depth++) {
            var best = new RawSplits(columns, places, depth).best();
            System.arraycopy(best, 0, splits, 1 << depth, best.length);
            places.move(columns, best, depth);
        }
        var out = new TreeSet<String>();
        collect(1, new ArrayList<>(), places, out);
        return out;
    }

    private void collect(int node, List<String> path, Places places, Set<String> out) {
        var split = node < splits.length ? splits[node] : null;
        if (split == null) {
            var when = path.isEmpty() ? "always" : String.join(" and ", path);
            out.add(when + " -> " + classes.get(places.majority(node)));
            return;
        }
        var threshold = String.format(Locale.ROOT, "%.4f", split.threshold());
        path.add("feature " + split.column() + " <= " + threshold);
        collect(2 * node, path, places, out);
        path.set(path.size() - 1, "feature " + split.column() + " > " + threshold);
        collect(2 * node + 1, path, places, out);
        path.remove(path.size() - 1);
    }
}
