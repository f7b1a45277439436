package org.graphunlearning.verify.explain;

import java.util.List;
import java.util.stream.Collectors;

/** The explainers by name, with their usual options. */
public final class Explainers {
    /** What explains unless something else is asked for: {@link GradientTimesInput}. */
    public static final Explainer DEFAULT = new GradientTimesInput();

    private static final List<Explainer> ALL = List.of(
            DEFAULT,
            new Gradient(),
            new ExactIntegratedGradients(),
            new IntegratedGradients(),
            new Occlusion(),
            new GnnExplainer(),
            new AttentionRollout());

    private Explainers() {}

    /** All names, the default first. */
    public static List<String> names() {
        return ALL.stream().map(Explainer::name).toList();
    }

    /**
     * The explainer of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Explainer named(String name) {
        for (var explainer : ALL) {
            if (explainer.name().equals(name)) {
                return explainer;
            }
        }
        throw new IllegalArgumentException("Explainer `" + name + "` does not exist; known are "
                + names().stream().map(known -> "`" + known + "`").collect(Collectors.joining(", ")) + ".");
    }
}
