package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.Supplier;
import org.graphunlearning.gnn.unlearn.UnlearningResult;

/**
 * A deletion and what it took. What is short is done several times, and the one in the middle counts; the results are the same.
 *
 * @param result what came of it
 * @param seconds on the clock
 */
record Timed(UnlearningResult result, double seconds) {
    private static final double SHORT_SECONDS = 0.1;
    private static final int TIMES = 5;

    static Timed of(Supplier<UnlearningResult> deletion) {
        var all = new ArrayList<Timed>();
        do {
            all.add(once(deletion));
        } while (all.size() < TIMES && all.get(0).seconds < SHORT_SECONDS);
        all.sort(Comparator.comparingDouble(Timed::seconds));
        return all.get((all.size() - 1) / 2);
    }

    static Timed once(Supplier<UnlearningResult> deletion) {
        var watch = new Stopwatch();
        var result = deletion.get();
        return new Timed(result, watch.seconds());
    }
}
