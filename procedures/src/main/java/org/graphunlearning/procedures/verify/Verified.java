package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.partitioning.shard.ShardCase;
import org.graphunlearning.verify.evidence.Evidence;
import org.graphunlearning.verify.evidence.PaperColumns;
import org.graphunlearning.verify.metric.PaperMetrics;
import org.graphunlearning.verify.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What was verified about one model of a request. Of several shards the one with the weakest verdict decides, the first of equals,
 * and all numbers are its.
 *
 * @param shards those that could be verified
 * @param ifNone why there are none, should there be none
 * @param config how
 * @param requestSeed of the sampling
 * @param millis how long it took
 */
public record Verified(List<Shard> shards, NotVerified ifNone, VerifyConfig config, long requestSeed, long millis) {
    /** What is said where nothing could be verified. */
    public static final String NOT_VERIFIED = "NOT_VERIFIED";

    /** The weakest first. */
    private static final List<Verdict> BY_WEAKNESS = List.of(
            Verdict.INVALID,
            Verdict.NOT_FORGOTTEN,
            Verdict.OVER_CORRECTED,
            Verdict.PARTIALLY_FORGOTTEN,
            Verdict.INCONCLUSIVE,
            Verdict.FORGOTTEN,
            Verdict.NEGLIGIBLE_INFLUENCE);

    /** Keeps the list unmodifiable. */
    public Verified {
        shards = List.copyOf(shards);
    }

    /**
     * One shard.
     *
     * @param subject what the deletion means to it
     * @param post its parameters afterwards
     * @param evidence what was measured
     * @param referenceMillis what training its reference cost
     */
    record Shard(ShardCase subject, Gnn post, Evidence evidence, long referenceMillis) {
        Verdict verdict() {
            return evidence.verification().judgement().verdict();
        }
    }

    /** The shard whose verdict counts; null where none was verified. */
    @Nullable
    Shard deciding() {
        Shard out = null;
        for (var one : shards) {
            if (out == null || BY_WEAKNESS.indexOf(one.verdict()) < BY_WEAKNESS.indexOf(out.verdict())) {
                out = one;
            }
        }
        return out;
    }

    /** The verdict in upper case. */
    public String verdict() {
        var shard = deciding();
        return shard == null ? NOT_VERIFIED : shard.verdict().name();
    }

    /** What was compared, such as {@code L1_RECOMPUTE}; empty where nothing was. */
    public String level() {
        var shard = deciding();
        return shard == null
                ? ""
                : shard.evidence().verification().judgement().level().name();
    }

    /** Verdicts of the untouched and the retrained model, by name; those that were not drawn are missing. */
    public Map<String, Object> controls() {
        var out = new LinkedHashMap<String, Object>();
        var columns = columns();
        for (var name : List.of("noopVerdict", "refVerdict")) {
            if (columns.get(name) != null) {
                out.put(name, columns.get(name));
            }
        }
        return out;
    }

    /** The measured numbers by name and the {@code reason} of the verdict, without those that are missing. */
    public SortedMap<String, Object> metrics() {
        var out = new TreeMap<String, Object>();
        columns().forEach((name, value) -> {
            if (value instanceof Double number && Double.isFinite(number)) {
                out.put(name, number);
            }
        });
        var shard = deciding();
        if (shard != null) {
            out.put(
                    "reason",
                    shard.evidence().verification().judgement().reason().name());
        }
        return out;
    }

    /** Name of the calibration behind the thresholds; empty for none. */
    public String calibration() {
        var profile = config.options().verification().calibration();
        return profile == null ? "" : CalibrationStore.name(profile);
    }

    /** Columns of the deciding shard, null where something was not measured; the reason alone where none was verified. */
    Map<String, @Nullable Object> columns() {
        var shard = deciding();
        if (shard == null) {
            return Map.of("reason", ifNone.name(), "sentence", ifNone.sentence());
        }
        var out = shard.evidence().columns();
        out.put("referenceMillis", shard.referenceMillis());
        return out;
    }

    /** The columns of the published code, those of the untouched model beside them; empty unless asked for. */
    Map<String, Object> paper() {
        var shard = deciding();
        var paper = shard == null ? null : shard.evidence().paper();
        return paper == null ? Map.of() : paper(paper);
    }

    private static Map<String, Object> paper(PaperColumns columns) {
        var out = new LinkedHashMap<String, Object>();
        putPaper(out, "", columns.candidate());
        putPaper(out, "Untouched", columns.untouched());
        return out;
    }

    private static void putPaper(Map<String, Object> out, String suffix, PaperMetrics metrics) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("residualBefore", metrics.residualBefore());
        all.put("residualAfter", metrics.residualAfter());
        all.put("heatmapShift", metrics.heatmapShift());
        all.put("cosineDistance", metrics.cosineDistance());
        all.put("scoreDeviation", metrics.scoreDeviation());
        all.put("editDistance", metrics.editDistance());
        all.put(
                "rulesRemoved",
                metrics.rulesRemoved() == null
                        ? null
                        : (Long) metrics.rulesRemoved().longValue());
        all.put("membershipBefore", metrics.membershipBefore());
        all.put("membershipAfter", metrics.membershipAfter());
        all.forEach((name, value) -> {
            if (value != null) {
                out.put(name + suffix, value);
            }
        });
    }

    /** What the caller should know. */
    public List<String> warnings() {
        var shard = deciding();
        if (shard == null) {
            return List.of(ifNone.sentence());
        }
        var out = new LinkedHashSet<>(shard.evidence().warnings());
        if (shards.size() > 1) {
            out.add(combined(shard));
        }
        return List.copyOf(out);
    }

    private String combined(Shard shard) {
        var same = new ArrayList<Integer>();
        for (var one : shards) {
            if (one.verdict() == shard.verdict()) {
                same.add(one.subject().shard());
            }
        }
        return "Of " + shards.size() + " verified shards the weakest verdict counts: " + shard.verdict() + " in " + same
                + "; all numbers are those of shard " + shard.subject().shard() + ".";
    }
}
