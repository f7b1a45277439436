package org.graphunlearning.procedures.explain;

import java.util.List;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.verify.explain.GradientTimesInput;

/** Reads {@code explainer} and its options; an option that the explainer does not read is refused, never ignored. */
final class ExplainerConfig {
    static final List<String> NAMES = List.of("gradientTimesInput");

    private ExplainerConfig() {}

    static Method read(ConfigReader in) {
        var name = in.oneOf("explainer", NAMES.get(0), NAMES);
        if (name.equals("gradientTimesInput")) {
            return new Method(new GradientTimesInput(), Method.Sums.FEATURES, false);
        }
        throw new IllegalStateException("Explainer `" + name + "` is listed but not read.");
    }
}
