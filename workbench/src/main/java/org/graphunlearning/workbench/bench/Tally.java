package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is measured again and again, by name. */
final class Tally {
    private final Map<String, List<Double>> values = new HashMap<>();

    void add(String name, double value) {
        values.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }

    void add(F1 f1) {
        add("f1", f1.micro());
        add("macroF1", f1.macro());
    }

    /**
     * What has been measured under a name.
     *
     * @throws IllegalArgumentException when nothing has
     */
    Samples of(String name) {
        return Samples.of(values.getOrDefault(name, List.of()));
    }
}
