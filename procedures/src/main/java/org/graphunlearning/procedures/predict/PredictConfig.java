package org.graphunlearning.procedures.predict;

import java.util.Map;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.train.TrainConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask of a prediction; every value has been checked.
 *
 * @param nodes a node, an elementId or a list of these; null for every node of the projection
 * @param target where to write; null when streaming
 * @param concurrency threads, 1 to 64
 * @param resolved the values in effect
 */
record PredictConfig(@Nullable Object nodes, @Nullable Target target, int concurrency, Map<String, Object> resolved) {
    /**
     * Where to write.
     *
     * @param classProperty key for the predicted class
     * @param probabilityProperty key for the list of probabilities; null writes none
     */
    record Target(String classProperty, @Nullable String probabilityProperty) {
        Target {
            if (classProperty.equals(probabilityProperty)) {
                throw new IllegalArgumentException("`writeProperty` and `probabilityProperty` must differ.");
            }
            refuseOwn(classProperty);
            if (probabilityProperty != null) {
                refuseOwn(probabilityProperty);
            }
        }

        private static void refuseOwn(String key) {
            if (key.startsWith("unlearn:")) {
                throw new IllegalArgumentException("Properties that begin with `unlearn:` are the plugin's own.");
            }
        }
    }

    static PredictConfig forStream(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        return finished(in, null);
    }

    static PredictConfig forWrite(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        return finished(in, new Target(in.text("writeProperty"), in.textOrNull("probabilityProperty")));
    }

    private static PredictConfig finished(ConfigReader in, @Nullable Target target) {
        var config = new PredictConfig(in.any("nodes"), target, TrainConfig.concurrency(in), in.resolved());
        in.requireNoOtherKeys();
        return config;
    }
}
