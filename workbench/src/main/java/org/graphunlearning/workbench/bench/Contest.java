package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several pieces of work in turn, round after round, so that a change of the machine's mood meets all of them.
 * Ratios are then taken within a round.
 */
final class Contest {
    private static final double SLICE_MILLIS = 150;
    private static final int MOST_TIMES = 500;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Double> expected = new HashMap<>();

    /** Work that can be repeated. */
    interface Entry {
        /** Does the work some times and returns the mean milliseconds of one. */
        double millis(int times);
    }

    void enter(String name, Entry entry) {
        entries.put(name, entry);
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** One untimed round; what it takes decides how often each piece of work is repeated per round. */
    void rehearse() {
        entries.forEach((name, entry) -> expected.put(name, Math.max(1e-4, entry.millis(1))));
        entries.forEach((name, entry) -> expected.put(name, Math.max(1e-4, entry.millis(times(name)))));
    }

    private int times(String name) {
        return (int) Math.max(1, Math.min(MOST_TIMES, SLICE_MILLIS / expected.getOrDefault(name, SLICE_MILLIS)));
    }

    /** What a round will take, as the rehearsal saw it. */
    double roundMillis() {
        return entries.keySet().stream()
                .mapToDouble(name -> times(name) * expected.getOrDefault(name, SLICE_MILLIS))
                .sum();
    }

    /** The samples of each entry, one per round. */
    Map<String, Samples> run(int rounds) {
        var millis = new HashMap<String, List<Double>>();
        for (int round = 0; round < rounds; round++) {
            entries.forEach((name, entry) ->
                    millis.computeIfAbsent(name, key -> new ArrayList<>()).add(entry.millis(times(name))));
        }
        var out = new HashMap<String, Samples>();
        millis.forEach((name, list) -> out.put(
                name, new Samples(list.stream().mapToDouble(Double::doubleValue).toArray())));
        return out;
    }
}
