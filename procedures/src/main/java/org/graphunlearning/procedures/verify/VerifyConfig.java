package org.graphunlearning.procedures.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.explainer.ExplainerConfig;
import org.graphunlearning.verify.evidence.EvidenceOptions;
import org.graphunlearning.verify.evidence.PairedMembership;
import org.graphunlearning.verify.verdict.CalibrationProfile;
import org.graphunlearning.verify.verdict.ReferencePolicy;
import org.graphunlearning.verify.verdict.Thresholds;
import org.graphunlearning.verify.verdict.VerificationOptions;
import org.jspecify.annotations.Nullable;

/**
 * The option {@code verify} of a deletion: {@code true}, or a map of options; every value has been checked.
 *
 * @param options what to measure, without a calibration
 */
public record VerifyConfig(EvidenceOptions options) {
    private static final String KEY = "verify";
    private static final int USUAL_TARGETS = 64;
    private static final int USUAL_RESAMPLES = 1000;
    private static final int MOST_TARGETS = 100_000;
    private static final int LEAST_RESAMPLES = 100;
    private static final int MOST_RESAMPLES = 1_000_000;
    private static final double LARGEST_THRESHOLD = 1000;

    /**
     * Reads the option.
     *
     * @return null when nothing is to be verified
     * @throws IllegalArgumentException one sentence about the first thing that is wrong
     */
    public static @Nullable VerifyConfig read(ConfigReader in) {
        var given = in.has(KEY) ? in.any(KEY) : Boolean.FALSE;
        if (given instanceof Boolean) {
            return in.bool(KEY, false) ? usual() : null;
        }
        if (!(given instanceof Map)) {
            throw new IllegalArgumentException(
                    "Configuration value `" + KEY + "` must be true, false or a map of options.");
        }
        var inner = in.mapOrNull(KEY);
        return inner == null ? null : parse(inner);
    }

    /** What {@code verify: true} means. */
    public static VerifyConfig usual() {
        return parse(new ConfigReader(Map.of()));
    }

    private static VerifyConfig parse(ConfigReader in) {
        int targets = in.intIn("maxTargets", USUAL_TARGETS, 1, MOST_TARGETS);
        var explainer = ExplainerConfig.readNested(in);
        var second = ExplainerConfig.readNestedOrNull(in, "secondExplainer");
        var reference = in.oneOf("reference", "retrain", List.of("retrain", "none"));
        int resamples = in.intIn("resamples", USUAL_RESAMPLES, LEAST_RESAMPLES, MOST_RESAMPLES);
        var thresholds = thresholds(in);
        boolean rules = in.bool("rules", true);
        boolean attacks = in.bool("attacks", true);
        boolean paper = in.oneOf("definition", "ours", List.of("ours", "paper")).equals("paper");
        in.requireNoOtherKeys();
        var verification = new VerificationOptions(
                targets,
                explainer,
                second,
                thresholds,
                resamples,
                reference.equals("retrain") ? ReferencePolicy.RETRAIN : ReferencePolicy.NONE,
                attacks ? new PairedMembership() : null,
                null);
        return new VerifyConfig(new EvidenceOptions(verification, rules, attacks, paper));
    }

    private static Thresholds thresholds(ConfigReader in) {
        var usual = Thresholds.defaults();
        var inner = in.mapOrNull("thresholds");
        if (inner == null) {
            return usual;
        }
        var given = new LinkedHashMap<String, Double>();
        usual.toMap().forEach((name, value) -> {
            if (inner.has(name)) {
                given.put(name, inner.doubleIn(name, value, 0, LARGEST_THRESHOLD));
            }
        });
        inner.requireNoOtherKeys();
        return usual.with(given);
    }

    /** The same with the cuts that a calibration of the model found, if there was one. */
    VerifyConfig calibrated(@Nullable CalibrationProfile profile) {
        var verification = options.verification().withCalibration(profile);
        return new VerifyConfig(new EvidenceOptions(verification, options.rules(), options.attacks(), options.paper()));
    }
}
