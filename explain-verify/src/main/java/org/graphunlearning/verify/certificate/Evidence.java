package org.graphunlearning.verify.certificate;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What speaks for a result.
 *
 * @param verdict of the verification, upper case; {@code NOT_VERIFIED} when none ran, empty where there is nothing to verify
 * @param level what was compared, such as {@code L1_RECOMPUTE}; empty when nothing was
 * @param controls verdicts of the untouched and the retrained model, by name
 * @param calibration name of the profile that thresholds come from, or empty
 */
public record Evidence(String verdict, String level, SortedMap<String, Object> controls, String calibration) {
    /** Nothing was verified. */
    public static final Evidence NONE = new Evidence("NOT_VERIFIED", "", new TreeMap<>(), "");

    /** Where there is nothing to verify. */
    public static final Evidence NOT_APPLICABLE = new Evidence("", "", new TreeMap<>(), "");

    /** Keeps a copy of its own. */
    public Evidence {
        controls = new TreeMap<>(controls);
    }

    /** The same from any map. */
    public static Evidence of(String verdict, String level, Map<String, ?> controls, String calibration) {
        return new Evidence(verdict, level, new TreeMap<>(controls), calibration);
    }
}
