package org.graphunlearning.procedures.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.verify.certificate.CanonicalJson;
import org.graphunlearning.verify.verdict.CalibrationProfile;
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Calibrations as properties of the model's node, as {@link CalibrationProfile#canonical} writes them. They stay through deletions and
 * go when the model is dropped, so a model trained anew under the same name has none.
 */
public final class CalibrationStore {
    private static final String COUNT = "count.";
    private static final int NAME_LENGTH = 16;

    private final ModelStore models;

    /** The calibrations as one call sees them. */
    public CalibrationStore(CallScope scope) {
        this.models = new ModelStore(scope);
    }

    /** Keeps a calibration instead of the one before. */
    void write(String modelName, CalibrationProfile profile) {
        models.setCalibration(modelName, profile.canonical());
    }

    /** The calibration of a model, or null. */
    public @Nullable CalibrationProfile of(String modelName) {
        var stored = models.calibration(modelName);
        return stored.isEmpty() ? null : read(stored);
    }

    private static CalibrationProfile read(Map<String, Object> stored) {
        var counts = new EnumMap<Control, Map<Verdict, Integer>>(Control.class);
        stored.forEach((key, value) -> {
            if (key.startsWith(COUNT)) {
                var parts = key.substring(COUNT.length()).split("\\.", 2);
                counts.computeIfAbsent(Control.valueOf(parts[0]), control -> new EnumMap<>(Verdict.class))
                        .put(Verdict.valueOf(parts[1]), (int) number(value));
            }
        });
        return new CalibrationProfile(
                fraction(stored, "residualCut"),
                fraction(stored, "progressCut"),
                fraction(stored, "balancedAccuracy"),
                (int) number(stored.get("readings")),
                (int) number(stored.get("negligible")),
                counts);
    }

    private static double fraction(Map<String, Object> stored, String key) {
        return CanonicalJson.toDouble(String.valueOf(stored.get(key)));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("A stored calibration lacks a number; calibrate the model again.");
    }

    /** First 16 hex digits of the SHA-256 of a profile's canonical form. */
    static String name(CalibrationProfile profile) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = CanonicalJson.write(new TreeMap<>(profile.canonical()));
            return HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
