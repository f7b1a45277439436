package org.graphunlearning.verify.certificate;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was done, to what, and what was measured; each block can be checked without the others. Values are strings, {@link Long},
 * {@link Double}, lists and maps of these.
 *
 * @param procedure algorithm, version and settings, so that it can be run again
 * @param data counts and hashes of graph and parameters
 * @param metrics what was measured
 */
public record Facts(
        SortedMap<String, Object> procedure, SortedMap<String, Object> data, SortedMap<String, Object> metrics) {
    /** Keeps copies of its own. */
    public Facts {
        procedure = new TreeMap<>(procedure);
        data = new TreeMap<>(data);
        metrics = new TreeMap<>(metrics);
    }

    /** From any maps. */
    public static Facts of(Map<String, ?> procedure, Map<String, ?> data, Map<String, ?> metrics) {
        return new Facts(new TreeMap<>(procedure), new TreeMap<>(data), new TreeMap<>(metrics));
    }
}
