package org.graphunlearning.procedures.certificate;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.verdict.EvidenceLevel;
import org.graphunlearning.verify.verdict.Movement;
import org.graphunlearning.verify.verdict.Reason;
import org.graphunlearning.verify.verdict.Replay;
import org.graphunlearning.verify.verdict.Thresholds;
import org.graphunlearning.verify.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says was measured. In canonical form a fraction is the 16 hex digits of its bits, so that is what is compared.
 *
 * @param measured by column
 * @param thresholds by name
 */
record SignedNumbers(Content content, Map<String, Object> measured, Map<String, Object> thresholds) {
    private static final String REASON = "reason";
    private static final String NOOP = "noopVerdict";

    /** Null where nothing was verified. */
    static @Nullable SignedNumbers of(Content content) {
        var metrics = content.facts().metrics();
        var measured = nested(metrics, "verification");
        return measured.containsKey(REASON)
                ? new SignedNumbers(content, measured, nested(metrics, "thresholds"))
                : null;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> nested(Map<String, Object> all, String key) {
        return all.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The bits of a fraction in hex digits, as they are signed; anything else as it is. */
    static Object canonical(Object value) {
        return value instanceof Double number
                ? HexFormat.of().toHexDigits(Double.doubleToLongBits(number + 0.0)) // -0.0 is written as 0.0
                : value;
    }

    /** Everything signed that a stored row of the request shows, too: measures, verdict and what it rests on. */
    SortedMap<String, Object> columns() {
        var out = new TreeMap<>(measured);
        var evidence = content.evidence();
        out.put("verdict", evidence.verdict());
        putNamed(out, "evidenceLevel", evidence.level());
        putNamed(out, "calibrationProfile", evidence.calibration());
        out.putAll(evidence.controls());
        return out;
    }

    private static void putNamed(Map<String, Object> out, String name, String value) {
        if (!value.isEmpty()) {
            out.put(name, value);
        }
    }

    @Nullable
    Double fraction(String name) {
        return fraction(measured.get(name));
    }

    private static @Nullable Double fraction(@Nullable Object value) {
        return value instanceof String hex && hex.matches("[0-9a-f]{16}")
                ? (Double) Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16))
                : null;
    }

    private @Nullable Integer count(String name) {
        return measured.get(name) instanceof Long number ? (Integer) Math.toIntExact(number) : null;
    }

    /**
     * Judges anew by what is signed.
     *
     * @throws IllegalArgumentException when a word or number is none this version knows
     */
    Replay.Outcome replayed() {
        var noop = content.evidence().controls().get(NOOP);
        var recorded = new Replay.Recorded(
                Verdict.valueOf(content.evidence().verdict()),
                Reason.valueOf(String.valueOf(measured.get(REASON))),
                EvidenceLevel.valueOf(content.evidence().level()),
                noop == null ? null : Verdict.valueOf(String.valueOf(noop)));
        return Replay.of(recorded, kept(), cuts());
    }

    private Replay.Kept kept() {
        var signal = fraction("signal");
        var movement = signal == null
                ? null
                : new Movement(signal, fraction("progress"), fraction("collateral"), fraction("residual"));
        var data = content.facts().data();
        return new Replay.Kept(
                movement,
                fraction("residualHigh"),
                fraction("raProd"),
                fraction("miaResidual"),
                count("targets"),
                count("skippedTargets"),
                unchanged(data));
    }

    /** Of several shards one may be unchanged although the model is not; which one is not signed, so the reason is believed. */
    private boolean unchanged(Map<String, Object> data) {
        var before = data.get("modelBefore");
        boolean same = before != null && before.equals(data.get("modelAfter"));
        var training = nested(nested(content.facts().procedure(), "settings"), "training");
        boolean sharded = training.get("shards") instanceof Long shards && shards > 1;
        return same || (sharded && Reason.UNCHANGED_PARAMETERS.name().equals(measured.get(REASON)));
    }

    private Thresholds cuts() {
        var values = new LinkedHashMap<String, Double>();
        thresholds.forEach((name, value) -> {
            var number = fraction(value);
            if (number != null) {
                values.put(name, number);
            }
        });
        return Thresholds.defaults().with(values);
    }
}
