package org.graphunlearning.verify.metric;

import java.util.List;
import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * The explanations that are compared: the same targets in the same order, and of each target the same logit.
 *
 * @param before of the untouched model, on the graph before the deletion
 * @param after of the model that forgot, on the graph before the deletion
 * @param reference of a model retrained without the deleted items, on the graph before the deletion; null without such a model
 * @param production of the model that forgot, on the graph after the deletion, of any targets; null when not looked at
 */
public record Explained(
        List<Attribution> before,
        List<Attribution> after,
        @Nullable List<Attribution> reference,
        @Nullable List<Attribution> production) {
    /** Checks that the first three agree on targets and classes. */
    public Explained {
        before = List.copyOf(before);
        after = List.copyOf(after);
        reference = reference == null ? null : List.copyOf(reference);
        production = production == null ? null : List.copyOf(production);
        requireSame(before, after);
        if (reference != null) {
            requireSame(before, reference);
        }
    }

    private static void requireSame(List<Attribution> one, List<Attribution> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException("Models explain different numbers of targets (" + one.size() + " and "
                    + other.size() + "); explain the same targets with each.");
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i).target() != other.get(i).target()
                    || one.get(i).classIndex() != other.get(i).classIndex()) {
                throw new IllegalArgumentException(
                        "Explanation " + i
                                + " is of another node or class than its counterpart; fix targets and classes once for all models.");
            }
        }
    }
}
