package org.graphunlearning.procedures.certificate;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.verify.certificate.Certificate;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Receipt;
import org.graphunlearning.verify.certificate.Subject;

/**
 * What the chain says of one request.
 *
 * <p>That it was taken up is committed at once, in a transaction of its own, so that a killed or rolled-back deletion leaves an open
 * request behind; so is its failure. What it did is part of the caller's transaction and gets its place in the chain when that
 * commits. Nothing of the receipt is kept.
 */
public final class RequestLog {
    private final CallScope scope;
    private final String requestId;
    private final Receipt receipt;
    private final Subject subject;
    private final KeyFolder keys;

    private RequestLog(CallScope scope, Request request) {
        this.scope = scope;
        this.requestId = request.requestId();
        this.receipt = Receipt.draw();
        this.subject = Subject.of(request.kind(), request.elementKeys(), receipt);
        this.keys = KeyFolder.of(scope);
    }

    /**
     * What a request is about.
     *
     * @param requestId its name
     * @param kind see {@link Subject}
     * @param elementKeys what shall be forgotten, see {@link ElementKey}
     */
    public record Request(String requestId, String kind, List<String> elementKeys) {}

    /** Records that a request was taken up, before any work for it. */
    public static RequestLog open(CallScope scope, Request request) {
        var log = new RequestLog(scope, request);
        log.appendSeparately(Content.requested(log.requestId, scope.clock().instant(), log.subject));
        return log;
    }

    /** Records that it failed; should that fail too, the request stays open. */
    public void failed(RuntimeException why) {
        try {
            appendSeparately(Content.failed(
                    requestId,
                    scope.clock().instant(),
                    subject.kind(),
                    why.getClass().getSimpleName()));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private void appendSeparately(Content content) {
        scope.separately(own -> new ChainStore(own).append(content, keys.keys()));
    }

    /**
     * Makes the node of a certificate, and appends it to the chain when the caller's transaction commits.
     *
     * @param row what the caller is told, without the receipt
     */
    public void completed(Certificate certificate, Certificate.Run run, Map<String, Object> row) {
        var node = new CertificateStore(scope).create(certificate.requestId(), certificate.modelName(), row);
        node.addLabel(ChainStore.ENTRY);
        var content = certificate.content(subject, run);
        scope.beforeCommit(() -> new ChainStore(scope).append(content, keys.keys(), node));
    }

    /** The secret that links the entries to the elements, 64 hex digits; for the caller, once. */
    public String receipt() {
        return receipt.hex();
    }

    /** Why entries are not signed; empty when they are. */
    public List<String> warnings() {
        return keys.warnings();
    }
}
