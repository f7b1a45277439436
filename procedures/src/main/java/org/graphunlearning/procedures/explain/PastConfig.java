package org.graphunlearning.procedures.explain;

import java.util.Map;
import java.util.Set;
import org.graphunlearning.procedures.config.ConfigReader;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask of the explanation of a past deletion; every value has been checked.
 *
 * @param requestId the deletion
 * @param target number of the target as {@code unlearn.verify.targets} counts, from 1
 * @param limits how much to show
 */
record PastConfig(String requestId, int target, ExplainConfig.Limits limits) {
    static final String TARGET = "target";
    private static final String REQUEST = "requestId";
    private static final Set<String> KEYS = Set.of(REQUEST, TARGET, "top", "minImportance");
    private static final int MOST = 100_000;

    /** Whether a past deletion is asked for. */
    static boolean isMeant(@Nullable Map<String, Object> raw) {
        return raw != null && raw.get(REQUEST) != null;
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException when one is out of range, or does not apply to what is stored
     */
    static PastConfig parse(Map<String, Object> raw) {
        for (var key : raw.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "`" + key + "` does not apply to a past deletion, of which the stored"
                                + " explanation is drawn; beside `requestId` give `target`, `top` and `minImportance` only.");
            }
        }
        var in = new ConfigReader(raw);
        return new PastConfig(in.text(REQUEST), in.intIn(TARGET, 1, 1, MOST), ExplainConfig.Limits.read(in));
    }
}
