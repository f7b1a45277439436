package org.graphunlearning.procedures.delete;

import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.procedures.verify.VerifyConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask of a deletion; every value has been checked.
 *
 * @param strategy how models forget
 * @param keepInGraph whether only the models forget, and the graph keeps the data
 * @param requestId the caller's name for the request, up to 128 characters; null draws one
 * @param verify how to verify what came out; null for not at all
 * @param concurrency threads, 1 to 64
 * @param resolved the values in effect
 */
record DeleteConfig(
        Strategy strategy,
        boolean keepInGraph,
        @Nullable String requestId,
        @Nullable VerifyConfig verify,
        int concurrency,
        Map<String, Object> resolved) {
    private static final int LONGEST_ID = 128;

    /** Refuses an identifier nobody can quote. */
    DeleteConfig {
        if (requestId != null && requestId.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "`requestId` may have " + LONGEST_ID + " characters, not " + requestId.length() + ".");
        }
    }

    static DeleteConfig parse(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        var config = read(in);
        in.requireNoOtherKeys();
        return config;
    }

    /**
     * The configuration of {@code unlearn.process}: what it is about is gone, so whatever needs to look at it has nothing to work with.
     *
     * @throws IllegalArgumentException for another strategy than {@code retrain}, and as for a deletion
     */
    static DeleteConfig ofPending(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        var strategy = StrategyConfig.read(in);
        if (!(strategy instanceof Retrain)) {
            throw new IllegalArgumentException("What is pending is gone, and `" + strategy.name()
                    + "` has to see what it shall make a model forget; use the strategy `retrain`, which does not.");
        }
        var config = new DeleteConfig(
                strategy, false, in.textOrNull("requestId"), null, TrainConfig.concurrency(in), in.resolved());
        in.requireNoOtherKeys();
        return config;
    }

    private static DeleteConfig read(ConfigReader in) {
        return new DeleteConfig(
                StrategyConfig.read(in),
                in.bool("keepInGraph", false),
                in.textOrNull("requestId"),
                VerifyConfig.read(in),
                TrainConfig.concurrency(in),
                in.resolved());
    }

    /**
     * The configuration of {@code unlearn.deleteFeature}, which also says which values.
     *
     * @param common what all deletions share
     * @param properties whole feature properties
     * @param indices columns of the whole feature vector, ascending
     */
    record OfFeatures(DeleteConfig common, List<String> properties, int[] indices) {
        static OfFeatures parse(@Nullable Map<String, Object> raw) {
            var in = new ConfigReader(raw);
            var properties = in.has("properties") ? in.texts("properties", List.of()) : List.<String>of();
            var config = new OfFeatures(read(in), properties, in.indices("indices"));
            in.requireNoOtherKeys();
            return config;
        }
    }
}
