package org.graphunlearning.procedures.explain;

import java.util.List;
import java.util.Locale;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.verify.explain.AttentionRollout;
import org.graphunlearning.verify.explain.Baseline;
import org.graphunlearning.verify.explain.Explainers;
import org.graphunlearning.verify.explain.GnnExplainer;
import org.graphunlearning.verify.explain.IntegratedGradients;
import org.graphunlearning.verify.explain.Occlusion;

/** Reads {@code explainer} and its options; an option that the explainer does not read is refused, never ignored. */
final class ExplainerConfig {
    private static final List<Option> OPTIONS = List.of(
            new Option("steps", "integratedGradients"),
            new Option("maxSteps", "integratedGradients"),
            new Option("baseline", "integratedGradients"),
            new Option("features", "occlusion"),
            new Option("maxElements", "occlusion"),
            new Option("epochs", "gnnExplainer"),
            new Option("starts", "gnnExplainer"),
            new Option("learningRate", "gnnExplainer"),
            new Option("reduce", "attentionRollout"),
            new Option("residual", "attentionRollout"));

    private static final int MOST_STEPS = 65_536;
    private static final List<String> BASELINES = List.of("zero", "trainingMean");

    private ExplainerConfig() {}

    /** A key and the explainer that reads it. */
    private record Option(String key, String owner) {}

    /**
     * The explainer asked for, the default one if none is.
     *
     * @throws IllegalArgumentException when the name is unknown, an option belongs to another explainer, or a value is out of range
     */
    static Method read(ConfigReader in) {
        var names = Explainers.names();
        var name = in.oneOf("explainer", Explainers.DEFAULT.name(), names);
        for (var option : OPTIONS) {
            if (in.has(option.key()) && !option.owner().equals(name)) {
                throw new IllegalArgumentException(
                        "`" + option.key() + "` belongs to `" + option.owner() + "`, not to `" + name + "`.");
            }
        }
        return switch (name) {
            case "integratedGradients" -> integrated(in, new IntegratedGradients());
            case "occlusion" -> new Method(occlusion(in, new Occlusion()), Method.Sums.ELEMENTS, false);
            case "gnnExplainer" -> new Method(learned(in, new GnnExplainer()), Method.Sums.NOTHING, false);
            case "attentionRollout" -> new Method(rollout(in, new AttentionRollout()), Method.Sums.NOTHING, false);
            case "gradientTimesInput", "exactIntegratedGradients" ->
                new Method(Explainers.named(name), Method.Sums.FEATURES, false);
            default -> new Method(Explainers.named(name), Method.Sums.NOTHING, false);
        };
    }

    private static Method integrated(ConfigReader in, IntegratedGradients usual) {
        int steps = in.intIn("steps", usual.steps(), 1, MOST_STEPS);
        int maxSteps = in.intIn("maxSteps", Math.max(steps, usual.maxSteps()), steps, MOST_STEPS);
        boolean mean = in.oneOf("baseline", BASELINES.get(0), BASELINES).equals("trainingMean");
        var explainer =
                new IntegratedGradients(steps, maxSteps, mean ? Baseline.TRAINING_MEAN : Baseline.ZERO, usual.guard());
        return new Method(explainer, Method.Sums.FEATURES, mean);
    }

    private static Occlusion occlusion(ConfigReader in, Occlusion usual) {
        return new Occlusion(
                in.bool("features", usual.features()),
                in.intIn("maxElements", usual.maxElements(), 1, Integer.MAX_VALUE - 1));
    }

    private static GnnExplainer learned(ConfigReader in, GnnExplainer usual) {
        return new GnnExplainer(
                in.intIn("epochs", usual.epochs(), 1, 100_000),
                in.intIn("starts", usual.starts(), 1, 1000),
                in.doubleIn("learningRate", usual.learningRate(), 1e-9, 1000),
                usual.guard());
    }

    private static AttentionRollout rollout(ConfigReader in, AttentionRollout usual) {
        var names = List.of("mean", "max");
        var reduce = in.oneOf("reduce", usual.reduce().name().toLowerCase(Locale.ROOT), names);
        return new AttentionRollout(
                AttentionRollout.Reduce.valueOf(reduce.toUpperCase(Locale.ROOT)),
                in.bool("residual", usual.residual()),
                usual.guard());
    }
}
