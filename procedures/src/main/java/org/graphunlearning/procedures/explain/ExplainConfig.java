package org.graphunlearning.procedures.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.config.NearestName;
import org.graphunlearning.procedures.explainer.ExplainerConfig;
import org.graphunlearning.procedures.train.TrainConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask of an explanation; every value has been checked, all but the class, which only a model can judge.
 *
 * @param method how to explain
 * @param wantedClass name of the class to explain; null for each target's predicted one
 * @param limits how much to show
 * @param concurrency threads, 1 to 64; never changes a result
 */
record ExplainConfig(Method method, @Nullable Object wantedClass, Limits limits, int concurrency) {
    private static final int USUAL_TOP = 25;
    private static final int MOST = 100_000;
    private static final int SHOWN_CLASSES = 20;

    /**
     * How much to show of each kind.
     *
     * @param top at most so many elements
     * @param minImportance none below this share
     */
    record Limits(int top, double minImportance) {
        static Limits read(ConfigReader in) {
            return new Limits(in.intIn("top", USUAL_TOP, 1, MOST), in.doubleIn("minImportance", 0, 0, 1));
        }
    }

    static ExplainConfig parse(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        if (in.has(PastConfig.TARGET)) {
            throw new IllegalArgumentException(
                    "`target` belongs to `requestId`; give the request as well, or name nodes in `node`.");
        }
        var config = new ExplainConfig(
                Method.of(ExplainerConfig.read(in)), in.any("class"), Limits.read(in), TrainConfig.concurrency(in));
        in.requireNoOtherKeys();
        return config;
    }

    /**
     * Index of the wanted class.
     *
     * @param classes the model's
     * @return -1 for each target's predicted one
     * @throws IllegalArgumentException when the model does not know the class
     */
    int classIndex(List<Object> classes) {
        if (wantedClass == null) {
            return -1;
        }
        int index = classes.indexOf(wantedClass);
        if (index < 0) {
            throw unknown(String.valueOf(wantedClass), classes);
        }
        return index;
    }

    private static IllegalArgumentException unknown(String wanted, List<Object> classes) {
        var names = classes.stream().map(String::valueOf).toList();
        var shown = names.stream().limit(SHOWN_CLASSES).collect(Collectors.joining(", "));
        var hint = names.contains(wanted)
                ? " Give it as " + (classes.get(0) instanceof Long ? "an integer." : "a string.")
                : NearestName.hint(wanted, names);
        return new IllegalArgumentException("Class `" + wanted + "` does not exist; the model's classes are " + shown
                + (names.size() > SHOWN_CLASSES ? ", ..." : "") + "." + hint);
    }
}
