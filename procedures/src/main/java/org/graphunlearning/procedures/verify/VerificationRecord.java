package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.verify.verdict.VerificationOptions;

/**
 * What is kept about the verification of one model of a request.
 *
 * @param requestId the request
 * @param modelName the model
 * @param columns strings, numbers and booleans by name; what was not measured is missing
 * @param thresholds where the rules cut
 * @param paper columns of the published code; empty unless asked for
 * @param warnings what the caller should know
 * @param targets lines of {@link TargetDetails}
 * @param rules lines of {@link RuleDetails}
 * @param histograms lines of {@link ScoreBins}
 */
public record VerificationRecord(
        String requestId,
        String modelName,
        Map<String, Object> columns,
        Map<String, Double> thresholds,
        Map<String, Object> paper,
        List<String> warnings,
        List<String> targets,
        List<String> rules,
        List<String> histograms) {
    static final int MOST_CHARACTERS = 1 << 20;

    /** Keeps the lists unmodifiable. */
    public VerificationRecord {
        warnings = List.copyOf(warnings);
        targets = List.copyOf(targets);
        rules = List.copyOf(rules);
        histograms = List.copyOf(histograms);
    }

    /**
     * Of a request and a model of it.
     *
     * @param backbone the model's architecture
     */
    public record Subject(String requestId, String modelName, String backbone) {}

    /** What to keep of a verification; at most 1 MiB of details, then fewer targets and a warning. */
    public static VerificationRecord of(Subject subject, Verified verified, ElementNames names, Compute compute) {
        var shard = verified.deciding();
        var warnings = new ArrayList<>(verified.warnings());
        var rules = shard == null ? List.<String>of() : RuleDetails.lines(shard);
        var targets = shard == null ? List.<String>of() : new TargetDetails(shard, names, compute).lines();
        var kept = fitting(targets, MOST_CHARACTERS - length(rules));
        if (kept.size() < targets.size()) {
            warnings.add("Details of " + kept.size() + " of " + targets.size()
                    + " targets are kept, as all would take more than 1 MiB; the numbers are those of all.");
        }
        return new VerificationRecord(
                subject.requestId(),
                subject.modelName(),
                columns(subject, verified),
                verified.config().options().verification().effectiveThresholds().toMap(),
                verified.paper(),
                warnings,
                kept,
                rules,
                shard == null || !verified.config().options().attacks()
                        ? List.of()
                        : new ScoreBins(shard, verified.requestSeed(), compute).lines());
    }

    /** The same with further columns. */
    public VerificationRecord with(Map<String, Object> more) {
        var all = new LinkedHashMap<>(columns);
        all.putAll(more);
        return new VerificationRecord(
                requestId, modelName, all, thresholds, paper, warnings, targets, rules, histograms);
    }

    private static int length(List<String> lines) {
        return lines.stream().mapToInt(String::length).sum();
    }

    /** The first lines that fit. */
    static List<String> fitting(List<String> lines, int characters) {
        int left = characters;
        int count = 0;
        while (count < lines.size() && lines.get(count).length() <= left) {
            left -= lines.get(count).length();
            count++;
        }
        return lines.subList(0, count);
    }

    /** Where nothing could be verified, why: half a sentence; records of earlier versions leave that to their warnings. */
    public String whyNothing() {
        for (var one : NotVerified.values()) {
            if (one.name().equals(columns.get("reason"))) {
                return one.why();
            }
        }
        return "no shard of the model could be verified, see the warnings";
    }

    private static Map<String, Object> columns(Subject subject, Verified verified) {
        var out = new LinkedHashMap<String, Object>();
        verified.columns().forEach((name, value) -> {
            if (value != null && !(value instanceof Double number && !Double.isFinite(number))) {
                out.put(name, value);
            }
        });
        out.put("verdict", verified.verdict());
        out.put("backbone", subject.backbone());
        out.put("shardsVerified", (long) verified.shards().size());
        out.put("seed", verified.requestSeed());
        putOptions(out, verified.config().options().verification());
        if (!verified.calibration().isEmpty()) {
            out.put("calibrationProfile", verified.calibration());
        }
        return out;
    }

    private static void putOptions(Map<String, Object> out, VerificationOptions options) {
        out.put("explainer", options.explainer().name());
        options.explainer().options().forEach((name, value) -> out.put("explainerParams." + name, value));
        var second = options.secondExplainer();
        if (second != null) {
            out.put("secondExplainer", second.name());
        }
    }
}
