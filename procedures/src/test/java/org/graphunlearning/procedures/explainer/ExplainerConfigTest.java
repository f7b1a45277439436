package org.graphunlearning.procedures.explainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.verify.explain.AttentionRollout;
import org.graphunlearning.verify.explain.Baseline;
import org.graphunlearning.verify.explain.Explainer;
import org.graphunlearning.verify.explain.Explainers;
import org.graphunlearning.verify.explain.GnnExplainer;
import org.graphunlearning.verify.explain.HubGuard;
import org.graphunlearning.verify.explain.IntegratedGradients;
import org.graphunlearning.verify.explain.Occlusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: an explainer asked for by the name and the options that it gives of itself must be the same again. */
class ExplainerConfigTest {
    private static final List<Explainer> UNUSUAL = List.of(
            new IntegratedGradients(7, 9, Baseline.TRAINING_MEAN, HubGuard.DEFAULT),
            new Occlusion(false, 12),
            new GnnExplainer(3, 2, 0.5, HubGuard.DEFAULT),
            new AttentionRollout(AttentionRollout.Reduce.MAX, true, HubGuard.DEFAULT));

    static Stream<Explainer> explainers() {
        return Stream.concat(Explainers.names().stream().map(Explainers::named), UNUSUAL.stream());
    }

    @ParameterizedTest
    @MethodSource("explainers")
    void readsWhatAnExplainerSaysOfItself(Explainer explainer) {
        Map<String, Object> flat = new LinkedHashMap<>(explainer.options());
        flat.put("explainer", explainer.name());
        Map<String, Object> nested = Map.of("explainer", explainer.name(), "explainerOptions", explainer.options());

        var beside = new ConfigReader(flat);
        assertThat(ExplainerConfig.read(beside)).isEqualTo(explainer);
        beside.requireNoOtherKeys();
        var inside = new ConfigReader(nested);
        assertThat(ExplainerConfig.readNested(inside)).isEqualTo(explainer);
        inside.requireNoOtherKeys();
    }

    @Test
    void anExplainerWithOptionsNamesThemAll() {
        assertThat(UNUSUAL).allSatisfy(one -> assertThat(one.options())
                .hasSize(one.getClass().getRecordComponents().length - (one instanceof Occlusion ? 0 : 1))
                .isNotEqualTo(Explainers.named(one.name()).options()));
    }

    @Test
    void aMissingSecondExplainerIsNone() {
        assertThat(ExplainerConfig.readNestedOrNull(new ConfigReader(Map.of()), "secondExplainer"))
                .isNull();
        var given = Map.<String, Object>of(
                "secondExplainer", "occlusion", "secondExplainerOptions", Map.of("features", false));
        assertThat(ExplainerConfig.readNestedOrNull(new ConfigReader(given), "secondExplainer"))
                .isEqualTo(new Occlusion(false, new Occlusion().maxElements()));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        Map.of("explainerOptions", Map.of("steps", 3L)),
                        "`steps` belongs to `integratedGradients`, not to `gradientTimesInput`."),
                Arguments.of(
                        Map.of("explainer", "occlusion", "explainerOptions", Map.of("epochs", 3L)),
                        "`epochs` belongs to `gnnExplainer`, not to `occlusion`."),
                Arguments.of(
                        Map.of("explainer", "occlusion", "explainerOptions", Map.of("feature", true)),
                        "Unexpected configuration key `feature`. Did you mean `features`?"),
                Arguments.of(
                        Map.of("explainer", "occlusion", "explainerOptions", 3L),
                        "Configuration value `explainerOptions` must be a map, not a number."),
                Arguments.of(
                        Map.of("secondExplainerOptions", Map.of("steps", 3L)),
                        "`secondExplainerOptions` are those of `secondExplainer`, which is missing; name an explainer."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrong(Map<String, Object> given, String sentence) {
        assertThatThrownBy(() -> {
                    var in = new ConfigReader(given);
                    ExplainerConfig.readNested(in);
                    ExplainerConfig.readNestedOrNull(in, "secondExplainer");
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
