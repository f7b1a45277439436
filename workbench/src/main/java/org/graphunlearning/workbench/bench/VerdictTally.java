package org.graphunlearning.workbench.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** How often which verdict was given. */
final class VerdictTally {
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    void add(Verdict verdict) {
        counts.merge(verdict, 1, Integer::sum);
    }

    /** Adds what another counted; nothing adds nothing. */
    void addAll(@Nullable VerdictTally other) {
        if (other != null) {
            other.counts.forEach((verdict, count) -> counts.merge(verdict, count, Integer::sum));
        }
    }

    int of(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    int all() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The verdicts, each with its number before it; nothing where there are none. */
    @Nullable
    String text() {
        return counts.isEmpty()
                ? null
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** The share of verdicts that say "forgotten" about a model that did, and say anything else about one that did not. */
    @Nullable
    Double right(boolean forgot) {
        int passed = of(Verdict.FORGOTTEN);
        return all() == 0 ? null : (Double) ((double) (forgot ? passed : all() - passed) / all());
    }

    /**
     * The mean over models that forgot and models that did not of the share judged rightly, in [0, 1]; nothing without verdicts
     * about either.
     */
    static @Nullable Double balancedAccuracy(Map<Control, VerdictTally> tallies) {
        var all = new int[2];
        var passed = new int[2];
        tallies.forEach((control, tally) -> {
            int side = control.forgets() ? 1 : 0;
            all[side] += tally.all();
            passed[side] += tally.of(Verdict.FORGOTTEN);
        });
        return all[0] == 0 || all[1] == 0
                ? null
                : (Double) ((1 - (double) passed[0] / all[0] + (double) passed[1] / all[1]) / 2);
    }
}
