package org.graphunlearning.procedures.store;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/**
 * The numbers a verification left in the database, as they stand there: what {@code unlearn.verify} shows, so what a certificate has to
 * confirm.
 *
 * @param columns by name
 * @param thresholds by name
 */
public record StoredMeasures(SortedMap<String, Object> columns, SortedMap<String, Object> thresholds) {
    private static final Label VERIFICATION = Label.label("UnlearnVerification");
    private static final String COLUMN = "column.";
    private static final String THRESHOLD = "threshold.";

    /** Those of one model of a request; null where nothing is stored. */
    public static @Nullable StoredMeasures of(CallScope scope, String requestId, String modelName) {
        try (var nodes = scope.transaction().findNodes(VERIFICATION, "requestId", requestId)) {
            return nodes.stream()
                    .filter(node -> modelName.equals(node.getProperty("modelName", null)))
                    .findFirst()
                    .map(StoredMeasures::of)
                    .orElse(null);
        }
    }

    private static StoredMeasures of(Node node) {
        var all = new TreeMap<>(node.getAllProperties());
        return new StoredMeasures(starting(COLUMN, all), starting(THRESHOLD, all));
    }

    private static SortedMap<String, Object> starting(String prefix, Map<String, Object> all) {
        var out = new TreeMap<String, Object>();
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                out.put(key.substring(prefix.length()), value);
            }
        });
        return out;
    }
}
