package org.graphunlearning.procedures.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/**
 * Certificates as nodes: {@code (:UnlearnCertificate {requestId, modelName, row.*})}, one per request and model. {@code row.*} is
 * what the caller was told, so that a repeated request is answered and not carried out again. When the transaction commits, the
 * chain adds its entry to the same node; nodes of format 2 have a {@code record} and its {@code sha256} instead, and those whose entry
 * was pruned {@code prunedSeq}, its number, and {@code prunedAt}.
 */
public final class CertificateStore {
    private static final Label CERTIFICATE = Label.label("UnlearnCertificate");
    private static final String ROW = "row.";
    private static final String REQUEST = "requestId";
    private static final String PRUNED_SEQ = "prunedSeq";
    private static final String PRUNED_AT = "prunedAt";

    private final CallScope scope;

    /** The certificates as one call sees them. */
    public CertificateStore(CallScope scope) {
        this.scope = scope;
    }

    /** What the caller of a request was told about one model. */
    public record Recorded(String modelName, Map<String, Object> row) {}

    /** Holds the request id for this transaction, then looks for what was recorded under it, by ascending model name. */
    public List<Recorded> lockAndFind(String requestId) {
        scope.lockName("unlearn request " + requestId);
        var out = new ArrayList<Recorded>();
        try (var nodes = scope.transaction().findNodes(CERTIFICATE, REQUEST, requestId)) {
            while (nodes.hasNext()) {
                var properties = nodes.next().getAllProperties();
                out.add(new Recorded(String.valueOf(properties.get("modelName")), FlatMap.nest(ROW, properties)));
            }
        }
        out.sort(Comparator.comparing(Recorded::modelName));
        return out;
    }

    /** How many certificates there are; grows with every deletion. */
    public long count() {
        try (var nodes = scope.transaction().findNodes(CERTIFICATE)) {
            return nodes.stream().count();
        }
    }

    /**
     * Waits for deletions under way and holds off others. A deletion that found no marks of a model which is about to publish
     * its marks would leave that model remembering.
     *
     * @param count what {@link #count} was before the model's graph was read
     * @throws IllegalStateException with the sentence given, when something was unlearned since
     */
    public void requireNoneSince(long count, String sentence) {
        scope.lockName(ModelStore.CATALOGUE_LOCK);
        if (count() != count) {
            throw new IllegalStateException(sentence);
        }
    }

    /** Makes the node of a certificate with the row its caller gets; the chain adds the entry. */
    public Node create(String requestId, String modelName, Map<String, Object> row) {
        var node = scope.transaction().createNode(CERTIFICATE);
        node.setProperty(REQUEST, requestId);
        node.setProperty("modelName", modelName);
        FlatMap.flatten(ROW, row).forEach(node::setProperty);
        return node;
    }

    /** Whether a node is one. */
    public static boolean isCertificate(Node node) {
        return node.hasLabel(CERTIFICATE);
    }

    /** Notes that the entry of a certificate leaves the chain; while its number still stands there. */
    public static void markPruned(Node node, Instant at) {
        node.setProperty(PRUNED_SEQ, node.getProperty("seq"));
        node.setProperty(PRUNED_AT, at.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** That and when the entries of a request were pruned, in a sentence; null when none of a model was. */
    public @Nullable String pruned(String requestId) {
        try (var nodes = scope.transaction().findNodes(CERTIFICATE, REQUEST, requestId)) {
            return nodes.stream()
                    .filter(node -> node.hasProperty(PRUNED_AT))
                    .max(Comparator.comparingLong(CertificateStore::prunedSeq))
                    .map(node -> pruned(node.getProperty(PRUNED_AT), prunedSeq(node)))
                    .orElse(null);
        }
    }

    private static long prunedSeq(Node node) {
        return node.getProperty(PRUNED_SEQ, null) instanceof Long seq ? seq : 0;
    }

    private static String pruned(Object at, long seq) {
        return "What the chain said of this request was pruned at " + at + ", after its export: look there for entry "
                + seq + ".";
    }

    /** Certificates of format 2 under a request id, by ascending model name: canonical record by its SHA-256. */
    public Map<String, String> unchained(String requestId) {
        var out = new LinkedHashMap<String, String>();
        try (var nodes = scope.transaction().findNodes(CERTIFICATE, REQUEST, requestId)) {
            nodes.stream()
                    .filter(node -> node.hasProperty("record") && !node.hasProperty("seq"))
                    .sorted(Comparator.comparing(node -> String.valueOf(node.getProperty("modelName"))))
                    .forEach(node -> out.put(
                            String.valueOf(node.getProperty("sha256")), String.valueOf(node.getProperty("record"))));
        }
        return out;
    }
}
