package org.graphunlearning.procedures.delete;

import java.time.Instant;
import org.graphunlearning.procedures.lifecycle.PluginVersion;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.verify.certificate.Certificate;

/** Certifies each row of a request. */
final class CertificateWriter {
    private final CertificateStore certificates;
    private final String requestId;
    private final Instant startedAt;

    CertificateWriter(CertificateStore certificates, String requestId, Instant startedAt) {
        this.certificates = certificates;
        this.requestId = requestId;
        this.startedAt = startedAt;
    }

    void write(DeleteRow row, Deletion.Computed computed, Instant now) {
        var change = computed.change();
        var before = new Certificate.State(change.model().sha256(), change.fingerprintBefore());
        var after =
                new Certificate.State(ModelChange.hex(computed.result().model().sha256()), change.fingerprintAfter());
        write(row, before, after, now);
    }

    /** For a request that met no model which learned from its items; the hash is empty when no model was named. */
    void writeUnchanged(DeleteRow row, String modelSha256, Instant now) {
        var state = new Certificate.State(modelSha256, "");
        write(row, state, state, now);
    }

    private void write(DeleteRow row, Certificate.State before, Certificate.State after, Instant now) {
        var certificate = new Certificate(
                requestId,
                row.modelName(),
                new Certificate.Items(
                        row.nodesUnlearned(),
                        row.relationshipsUnlearned(),
                        row.featuresUnlearned(),
                        row.labelsUnlearned()),
                row.strategy(),
                row.guarantee(),
                before,
                after,
                PluginVersion.CURRENT,
                startedAt,
                now.isBefore(startedAt) ? startedAt : now); // a wall clock may be set back meanwhile
        certificates.write(certificate, row.toProperties());
    }
}
