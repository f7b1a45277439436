package org.graphunlearning.procedures.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.verify.certificate.Certificate;
import org.neo4j.graphdb.Label;

/**
 * Certificates as nodes: {@code (:UnlearnCertificate {requestId, modelName, sha256, record, row.*})}, one per request and
 * model. {@code record} is the canonical JSON that {@code sha256} hashes; {@code row.*} is what the caller was told, so that a
 * repeated request is answered and not carried out again.
 */
public final class CertificateStore {
    private static final Label CERTIFICATE = Label.label("UnlearnCertificate");
    private static final String ROW = "row.";

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
        try (var nodes = scope.transaction().findNodes(CERTIFICATE, "requestId", requestId)) {
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

    /** Writes a certificate together with the row its caller gets. */
    public void write(Certificate certificate, Map<String, Object> row) {
        var node = scope.transaction().createNode(CERTIFICATE);
        node.setProperty("requestId", certificate.requestId());
        node.setProperty("modelName", certificate.modelName());
        node.setProperty("format", (long) Certificate.FORMAT);
        node.setProperty("record", certificate.canonicalJson());
        node.setProperty("sha256", certificate.sha256());
        FlatMap.flatten(ROW, row).forEach(node::setProperty);
    }
}
