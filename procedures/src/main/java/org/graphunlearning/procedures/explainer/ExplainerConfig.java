package org.graphunlearning.procedures.explainer;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.config.OptionOwners;
import org.graphunlearning.verify.explain.AttentionRollout;
import org.graphunlearning.verify.explain.AttentionRollout.Reduce;
import org.graphunlearning.verify.explain.Baseline;
import org.graphunlearning.verify.explain.Explainer;
import org.graphunlearning.verify.explain.Explainers;
import org.graphunlearning.verify.explain.GnnExplainer;
import org.graphunlearning.verify.explain.IntegratedGradients;
import org.graphunlearning.verify.explain.Occlusion;
import org.jspecify.annotations.Nullable;

/** Reads the name of an explainer and its options; an option that the explainer does not read is refused, never ignored. */
public final class ExplainerConfig {
    private static final String EXPLAINER = "explainer";

    private static final List<OptionOwners> OPTIONS = List.of(
            new OptionOwners("steps", "integratedGradients"),
            new OptionOwners("maxSteps", "integratedGradients"),
            new OptionOwners("baseline", "integratedGradients"),
            new OptionOwners("features", "occlusion"),
            new OptionOwners("maxElements", "occlusion"),
            new OptionOwners("epochs", "gnnExplainer"),
            new OptionOwners("starts", "gnnExplainer"),
            new OptionOwners("learningRate", "gnnExplainer"),
            new OptionOwners("reduce", "attentionRollout"),
            new OptionOwners("residual", "attentionRollout"));

    private static final int MOST_STEPS = 65_536;

    private ExplainerConfig() {}

    /**
     * The explainer asked for by {@code explainer} with its options beside it, the default one if none is.
     *
     * @throws IllegalArgumentException when the name is unknown, an option belongs to another explainer, or a value is out of range
     */
    public static Explainer read(ConfigReader in) {
        return with(name(in, EXPLAINER), in);
    }

    /**
     * The explainer asked for by {@code explainer} with its options in the map {@code explainerOptions}, for callers whose own options
     * could be taken for those of an explainer.
     *
     * @throws IllegalArgumentException as {@link #read}, for an unknown key in the map, and for an option beside it
     */
    public static Explainer readNested(ConfigReader in) {
        for (var option : OPTIONS) {
            if (in.has(option.key())) {
                throw new IllegalArgumentException("`" + option.key() + "` is an option of an explainer; put it into `"
                        + options(EXPLAINER) + "`.");
            }
        }
        return nested(in, EXPLAINER);
    }

    /**
     * The same under another key.
     *
     * @return null when the key is absent
     * @throws IllegalArgumentException as {@link #readNested}, and when there are options but no explainer
     */
    public static @Nullable Explainer readNestedOrNull(ConfigReader in, String key) {
        if (in.has(key)) {
            return nested(in, key);
        }
        if (in.has(options(key))) {
            throw new IllegalArgumentException(
                    "`" + options(key) + "` are those of `" + key + "`, which is missing; name an explainer.");
        }
        return null;
    }

    private static String options(String key) {
        return key + "Options";
    }

    private static String name(ConfigReader in, String key) {
        return in.oneOf(key, Explainers.DEFAULT.name(), Explainers.names());
    }

    private static Explainer nested(ConfigReader in, String key) {
        var name = name(in, key);
        var inner = in.mapOrNull(options(key));
        if (inner == null) {
            return Explainers.named(name);
        }
        var explainer = with(name, inner);
        inner.requireNoOtherKeys();
        return explainer;
    }

    private static Explainer with(String name, ConfigReader in) {
        OptionOwners.require(in, OPTIONS, "", name);
        return switch (name) {
            case "integratedGradients" -> integrated(in, new IntegratedGradients());
            case "occlusion" -> occlusion(in, new Occlusion());
            case "gnnExplainer" -> learned(in, new GnnExplainer());
            case "attentionRollout" -> rollout(in, new AttentionRollout());
            default -> Explainers.named(name);
        };
    }

    private static IntegratedGradients integrated(ConfigReader in, IntegratedGradients usual) {
        int steps = in.intIn("steps", usual.steps(), 1, MOST_STEPS);
        int maxSteps = in.intIn("maxSteps", Math.max(steps, usual.maxSteps()), steps, MOST_STEPS);
        var names = Arrays.stream(Baseline.values()).map(Baseline::option).toList();
        var baseline = in.oneOf("baseline", usual.baseline().option(), names);
        return new IntegratedGradients(steps, maxSteps, Baseline.values()[names.indexOf(baseline)], usual.guard());
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
        var names = Arrays.stream(Reduce.values()).map(Reduce::option).toList();
        var reduce = in.oneOf("reduce", usual.reduce().option(), names);
        return new AttentionRollout(
                Reduce.values()[names.indexOf(reduce)], in.bool("residual", usual.residual()), usual.guard());
    }
}
