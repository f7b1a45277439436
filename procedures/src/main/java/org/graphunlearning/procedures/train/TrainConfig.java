package org.graphunlearning.procedures.train;

import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.train.LearningRateSchedule;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask of {@code unlearn.train}; every value has been checked.
 *
 * @param projection what to read
 * @param training how to train; defaults depend on the architecture
 * @param cut into how many shards, and how
 * @param concurrency threads, 1 to 64; never changes a result
 * @param resolved all values, defaults included; parsing it again gives an equal config
 */
public record TrainConfig(
        ProjectionSpec projection,
        TrainingConfig training,
        ShardingConfig cut,
        int concurrency,
        Map<String, Object> resolved) {
    /** Most threads a call may ask for. */
    public static final int MAX_CONCURRENCY = 64;

    private static final int USUAL_CONCURRENCY = 4;

    /**
     * Reads and checks.
     *
     * @throws IllegalArgumentException one sentence about the first thing that is wrong
     */
    public static TrainConfig parse(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        long seed = in.longIn("randomSeed", 42, Long.MIN_VALUE, Long.MAX_VALUE);
        var projection = ProjectionSpec.read(in, seed);
        var architecture = in.oneOf("architecture", Architecture.GCN, Architecture.class);
        var training = training(in, TrainingConfig.defaults(architecture)).withSeed(seed);
        var cut = ShardingConfig.read(in);
        cut.sharding().requireFits(training);
        int concurrency = concurrency(in);
        in.requireNoOtherKeys();
        return new TrainConfig(projection, training, cut, concurrency, in.resolved());
    }

    private static TrainingConfig training(ConfigReader in, TrainingConfig usual) {
        var head = HeadKeys.read(in);
        var shaped = usual.withModel(model(in, usual.model(), head))
                .withWeightDecay(in.doubleIn("weightDecay", usual.weightDecay(), 0, 1000));
        return (head.trainsByEpochs() ? byEpochs(in, shaped) : shaped).withHead(head);
    }

    private static TrainingConfig byEpochs(ConfigReader in, TrainingConfig usual) {
        boolean balanced =
                in.oneOf("classWeights", "none", List.of("none", "balanced")).equals("balanced");
        return usual.withEpochs(in.intIn("epochs", usual.epochs(), 1, 1_000_000))
                .withLearningRate(in.doubleIn("learningRate", usual.learningRate(), 1e-9, 1000))
                .withPatience(in.intIn("patience", usual.patience(), 0, 1_000_000))
                .withSchedule(in.oneOf("learningRateSchedule", usual.schedule(), LearningRateSchedule.class))
                .withCheckpoints(in.intIn("checkpoints", usual.checkpoints(), 0, TrainingConfig.MAX_CHECKPOINTS))
                .withBalancedClasses(balanced);
    }

    private static ModelConfig model(ConfigReader in, ModelConfig usual, HeadConfig head) {
        return usual.withLayers(in.intIn("layers", usual.layers(), 1, 16))
                .withHiddenChannels(in.intIn("hiddenChannels", usual.hiddenChannels(), 1, 4096))
                .withHeads(in.intIn("heads", usual.heads(), 1, 64))
                .withDropout(head.trainsByEpochs() ? in.doubleIn("dropout", usual.dropout(), 0, 0.999) : 0)
                .withNormalizeFeatures(in.bool("normalizeFeatures", usual.normalizeFeatures()));
    }

    /** The {@code concurrency} key, which every procedure that computes has: 4, or fewer where there are fewer processors. */
    public static int concurrency(ConfigReader in) {
        return in.intIn("concurrency", usualConcurrency(), 1, MAX_CONCURRENCY);
    }

    /** Threads of a call that does not say. */
    public static int usualConcurrency() {
        return Math.min(USUAL_CONCURRENCY, Runtime.getRuntime().availableProcessors());
    }
}
