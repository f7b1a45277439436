package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.verify.verdict.ReferencePolicy;
import org.graphunlearning.verify.verdict.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerifyConfigTest {
    private static VerifyConfig read(Object verify) {
        return Objects.requireNonNull(VerifyConfig.read(new ConfigReader(Map.of("verify", verify))));
    }

    @Test
    void nothingIsVerifiedUnlessAskedFor() {
        assertThat(VerifyConfig.read(new ConfigReader(Map.of()))).isNull();
        assertThat(VerifyConfig.read(new ConfigReader(Map.of("verify", false)))).isNull();
    }

    @Test
    void trueMeansTheUsual() {
        var config = read(true);

        assertThat(config).usingRecursiveComparison().isEqualTo(read(Map.of()));
        var options = config.options();
        assertThat(options.rules()).isTrue();
        assertThat(options.attacks()).isTrue();
        assertThat(options.paper()).isFalse();
        assertThat(options.verification().explainer().name()).isEqualTo("gradientTimesInput");
        assertThat(options.verification().secondExplainer()).isNull();
        assertThat(options.verification().membership()).isNotNull();
        assertThat(options.verification().reference()).isEqualTo(ReferencePolicy.RETRAIN);
        assertThat(options.verification().thresholds()).isEqualTo(Thresholds.defaults());
    }

    @Test
    void readsEveryOption() {
        var in = new ConfigReader(Map.of(
                "verify",
                Map.of(
                        "maxTargets",
                        7L,
                        "explainer",
                        "gradient",
                        "secondExplainer",
                        "gradientTimesInput",
                        "reference",
                        "none",
                        "resamples",
                        200L,
                        "thresholds",
                        Map.of("forgottenResidualMax", 0.3),
                        "rules",
                        false,
                        "attacks",
                        false,
                        "definition",
                        "paper")));
        var options = Objects.requireNonNull(VerifyConfig.read(in)).options();

        in.requireNoOtherKeys();
        assertThat(options.rules()).isFalse();
        assertThat(options.attacks()).isFalse();
        assertThat(options.paper()).isTrue();
        var verification = options.verification();
        assertThat(verification.maxTargets()).isEqualTo(7);
        assertThat(verification.resamples()).isEqualTo(200);
        assertThat(verification.explainer().name()).isEqualTo("gradient");
        assertThat(Objects.requireNonNull(verification.secondExplainer()).name())
                .isEqualTo("gradientTimesInput");
        assertThat(verification.membership()).isNull();
        assertThat(verification.reference()).isEqualTo(ReferencePolicy.NONE);
        assertThat(verification.thresholds())
                .isEqualTo(Thresholds.defaults().with(Map.of("forgottenResidualMax", 0.3)));
        assertThat(in.resolved().get("verify").toString())
                .contains("maxTargets=7")
                .contains("definition=paper");
    }

    @Test
    void readsOptionsOfExplainersApartFromItsOwn() {
        var options = read(Map.of(
                        "explainer",
                        "integratedGradients",
                        "explainerOptions",
                        Map.of("steps", 8L),
                        "secondExplainer",
                        "occlusion",
                        "secondExplainerOptions",
                        Map.of("features", false)))
                .options()
                .verification();

        assertThat(options.explainer().options()).containsEntry("steps", 8L).containsEntry("maxSteps", 256L);
        assertThat(Objects.requireNonNull(options.secondExplainer()).options()).containsEntry("features", false);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("yes", "Configuration value `verify` must be true, false or a map of options."),
                Arguments.of(1L, "Configuration value `verify` must be true, false or a map of options."),
                Arguments.of(
                        Map.of("maxTarget", 3L),
                        "Unexpected configuration key `maxTarget`. Did you mean `maxTargets`?"),
                Arguments.of(
                        Map.of("explainer", "gradient", "explainerOptions", Map.of("steps", 8L)),
                        "`steps` belongs to `integratedGradients`, not to `gradient`."),
                Arguments.of(
                        Map.of("explainer", "integratedGradients", "steps", 8L),
                        "`steps` is an option of an explainer; put it into `explainerOptions`."),
                Arguments.of(
                        Map.of("maxTargets", 0L),
                        "Configuration value `maxTargets` must lie between 1 and 100000, not 0."),
                Arguments.of(
                        Map.of("resamples", 5L),
                        "Configuration value `resamples` must lie between 100 and 1000000, not 5."),
                Arguments.of(
                        Map.of("reference", "given"),
                        "Configuration value `reference` must be one of retrain, none, not `given`."),
                Arguments.of(
                        Map.of("thresholds", Map.of("signalMn", 1.0)),
                        "Unexpected configuration key `signalMn`. Did you mean `signalMin`?"),
                Arguments.of(
                        Map.of("thresholds", Map.of("signalMin", 2.0)),
                        "`signalMin` must lie between 0.0 and 1.0, not 2.0."),
                Arguments.of(
                        Map.of("definition", "theirs"),
                        "Configuration value `definition` must be one of ours, paper, not `theirs`."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrong(Object verify, String sentence) {
        assertThatThrownBy(() -> read(verify))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }
}
