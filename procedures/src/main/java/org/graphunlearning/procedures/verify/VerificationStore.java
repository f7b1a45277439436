package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/**
 * Verifications as nodes: {@code (:UnlearnVerification {requestId, modelName, warnings, targetLines, ruleLines, histogramLines,
 * column.*, threshold.*, paper.*})}, one per request and model, written in the transaction of the deletion.
 */
public final class VerificationStore {
    private static final Label VERIFICATION = Label.label("UnlearnVerification");
    private static final Label CERTIFICATE = Label.label("UnlearnCertificate");
    private static final String REQUEST = "requestId";
    private static final String MODEL = "modelName";
    private static final String WARNINGS = "warnings";
    private static final String TARGETS = "targetLines";
    private static final String RULES = "ruleLines";
    private static final String HISTOGRAMS = "histogramLines";
    private static final String COLUMN = "column.";
    private static final String THRESHOLD = "threshold.";
    private static final String PAPER = "paper.";

    private final CallScope scope;

    /** The verifications as one call sees them. */
    public VerificationStore(CallScope scope) {
        this.scope = scope;
    }

    /** Writes one. */
    public void create(VerificationRecord entry) {
        var node = scope.transaction().createNode(VERIFICATION);
        node.setProperty(REQUEST, entry.requestId());
        node.setProperty(MODEL, entry.modelName());
        node.setProperty(WARNINGS, entry.warnings().toArray(String[]::new));
        node.setProperty(TARGETS, entry.targets().toArray(String[]::new));
        node.setProperty(RULES, entry.rules().toArray(String[]::new));
        node.setProperty(HISTOGRAMS, entry.histograms().toArray(String[]::new));
        entry.columns().forEach((name, value) -> node.setProperty(COLUMN + name, value));
        entry.thresholds().forEach((name, value) -> node.setProperty(THRESHOLD + name, value));
        entry.paper().forEach((name, value) -> node.setProperty(PAPER + name, value));
    }

    /** Those of a request, by ascending model name. */
    public List<VerificationRecord> of(String requestId) {
        var out = new ArrayList<VerificationRecord>();
        try (var nodes = scope.transaction().findNodes(VERIFICATION, REQUEST, requestId)) {
            nodes.forEachRemaining(node -> out.add(read(requestId, node)));
        }
        out.sort(Comparator.comparing(VerificationRecord::modelName));
        return out;
    }

    private static VerificationRecord read(String requestId, Node node) {
        var properties = new TreeMap<>(node.getAllProperties());
        var thresholds = new LinkedHashMap<String, Double>();
        starting(THRESHOLD, properties).forEach((name, value) -> {
            if (value instanceof Double number) {
                thresholds.put(name, number);
            }
        });
        return new VerificationRecord(
                requestId,
                String.valueOf(properties.get(MODEL)),
                starting(COLUMN, properties),
                thresholds,
                starting(PAPER, properties),
                texts(properties.get(WARNINGS)),
                texts(properties.get(TARGETS)),
                texts(properties.get(RULES)),
                texts(properties.get(HISTOGRAMS)));
    }

    private static Map<String, Object> starting(String prefix, TreeMap<String, Object> properties) {
        var out = new LinkedHashMap<String, Object>();
        properties.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                out.put(key.substring(prefix.length()), value);
            }
        });
        return out;
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof String[] all ? List.of(all) : List.of();
    }

    /**
     * What the certificate of a request says about one model.
     *
     * @param modelName the model, or {@code *}
     * @param entry properties of its node
     */
    public record Certified(String modelName, Map<String, Object> entry) {
        /** A property that is a text; empty where there is none. */
        public String text(String key) {
            return entry.get(key) instanceof String text ? text : "";
        }
    }

    /** Certificates of a request, by ascending model name. */
    public List<Certified> certificates(String requestId) {
        var out = new ArrayList<Certified>();
        try (var nodes = scope.transaction().findNodes(CERTIFICATE, REQUEST, requestId)) {
            nodes.forEachRemaining(node ->
                    out.add(new Certified(String.valueOf(node.getProperty(MODEL, "")), node.getAllProperties())));
        }
        out.sort(Comparator.comparing(Certified::modelName));
        return out;
    }
}
