package org.graphunlearning.procedures.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.procedures.verify.VerificationRecord;
import org.graphunlearning.procedures.verify.VerificationStore;
import org.graphunlearning.verify.report.ForgetReport;
import org.graphunlearning.verify.report.HtmlReport;
import org.jspecify.annotations.Nullable;

/** Joins what the certificate and the verification of a request recorded, model by model, into pages. */
final class RequestPages {
    private final VerificationStore store;
    private final CertificateStore certificates;

    RequestPages(CallScope scope) {
        this.store = new VerificationStore(scope);
        this.certificates = new CertificateStore(scope);
    }

    /**
     * The pages, by ascending model name.
     *
     * @throws IllegalArgumentException when no committed deletion has the id
     */
    List<ReportProcedures.Row> of(String requestId) {
        var verified = new TreeMap<String, VerificationRecord>();
        store.of(requestId).forEach(entry -> verified.put(entry.modelName(), entry));
        var out = new ArrayList<ReportProcedures.Row>();
        for (var node : store.certificates(requestId)) {
            var certificate = CertificatePart.of(node);
            if (certificate != null) {
                var report = report(requestId, certificate, verified.get(node.modelName()));
                out.add(new ReportProcedures.Row(requestId, node.modelName(), HtmlReport.write(report)));
            }
        }
        if (out.isEmpty()) {
            var pruned = certificates.pruned(requestId);
            throw new IllegalArgumentException(
                    pruned != null
                            ? pruned
                            : "No completed deletion has this id, or its transaction has not been"
                                    + " committed; give the `requestId` that the deletion yielded.");
        }
        return out;
    }

    private static ForgetReport report(
            String requestId, CertificatePart certificate, @Nullable VerificationRecord verified) {
        var numbers = new MeasuredPart(verified, whyNothing(certificate, verified));
        return new ForgetReport(
                certificate.request(requestId),
                certificate.procedureBlock(),
                numbers.finding(),
                numbers.movement(),
                numbers.metrics(),
                verified == null ? List.of() : Pictures.histograms(verified),
                verified == null ? List.of() : Pictures.neighbourhoods(verified),
                certificate.chain(),
                certificate.timings(numbers.referenceMillis()),
                warnings(certificate, verified));
    }

    private static String whyNothing(CertificatePart certificate, @Nullable VerificationRecord verified) {
        if (verified != null) {
            return verified.whyNothing();
        }
        return certificate.guarantee() == Guarantee.NOT_IN_TRAINING_SET
                ? "the model never learned from what was named, so there was nothing to verify"
                : "the deletion was made without `verify`, and what was deleted is gone, so nothing can be compared any"
                        + " more";
    }

    private static List<String> warnings(CertificatePart certificate, @Nullable VerificationRecord verified) {
        var out = new LinkedHashSet<>(certificate.warnings());
        if (verified != null) {
            out.addAll(verified.warnings());
        }
        return List.copyOf(out);
    }
}
