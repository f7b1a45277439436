package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** Passes over what is nothing or no finite number. */
    void addIfKnown(String name, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            add(name, value);
        }
    }

    /** The mean of a name; nothing where nothing was measured. */
    @Nullable
    Double mean(String name) {
        return values.containsKey(name) ? of(name).mean() : null;
    }

    /** The median of a name; nothing where nothing was measured. */
    @Nullable
    Double median(String name) {
        return values.containsKey(name) ? of(name).median() : null;
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
