package org.graphunlearning.procedures.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of all scores of its kind something had.
 *
 * @param before by the untouched model; null where it has none
 * @param after by the judged model; likewise
 */
record PastShare(@Nullable Double before, @Nullable Double after) {
    double largest() {
        return Math.max(before == null ? 0 : before, after == null ? 0 : after);
    }

    /** As properties of what is drawn. */
    Map<String, Double> byName() {
        var out = new LinkedHashMap<String, Double>();
        if (before != null) {
            out.put("importanceBefore", before);
        }
        if (after != null) {
            out.put("importance", after);
        }
        return out;
    }
}
