package org.graphunlearning.workbench.bench;

import java.util.HashMap;
import java.util.LinkedHashMap;
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
        /** Does the work some times. */
        Cost measure(int times);
    }

    /**
     * The samples of each entry by its name, one per round.
     *
     * @param wall milliseconds on the clock
     * @param cpu milliseconds on all processors
     */
    record Outcome(Map<String, Samples> wall, Map<String, Samples> cpu) {}

    void enter(String name, Entry entry) {
        entries.put(name, entry);
    }

    /** One untimed round; what it takes decides how often each piece of work is repeated per round. */
    void rehearse() {
        for (var entry : entries.entrySet()) {
            expect(entry, 1);
            if (times(entry.getKey()) > 1) {
                expect(entry, times(entry.getKey()));
            }
        }
    }

    private void expect(Map.Entry<String, Entry> entry, int times) {
        expected.put(
                entry.getKey(), Math.max(1e-4, entry.getValue().measure(times).wallMillis()));
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

    Outcome run(int rounds) {
        var wall = new HashMap<String, double[]>();
        var cpu = new HashMap<String, double[]>();
        for (int round = 0; round < rounds; round++) {
            for (var entry : entries.entrySet()) {
                var cost = entry.getValue().measure(times(entry.getKey()));
                wall.computeIfAbsent(entry.getKey(), name -> new double[rounds])[round] = cost.wallMillis();
                cpu.computeIfAbsent(entry.getKey(), name -> new double[rounds])[round] = cost.cpuMillis();
            }
        }
        return new Outcome(samples(wall), samples(cpu));
    }

    private static Map<String, Samples> samples(Map<String, double[]> millis) {
        var out = new HashMap<String, Samples>();
        millis.forEach((name, values) -> out.put(name, new Samples(values)));
        return out;
    }
}
