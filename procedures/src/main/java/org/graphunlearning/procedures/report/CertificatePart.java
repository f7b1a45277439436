package org.graphunlearning.procedures.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.procedures.verify.VerificationStore;
import org.graphunlearning.verify.certificate.CanonicalJson;
import org.graphunlearning.verify.certificate.Entry;
import org.graphunlearning.verify.report.ForgetReport;
import org.jspecify.annotations.Nullable;

/**
 * What a page takes from the certificate of a request: what was asked and done, and its place in the chain. Of the options only those
 * that name no data are shown.
 *
 * @param node the certificate and, under {@code row.}, what the caller was told
 * @param procedure the procedure block of the certificate
 * @param data its data block
 * @param completedAt when the deletion was ready to commit
 * @param commitments to what was deleted
 * @param chain place in the chain; null for certificates older than it
 */
record CertificatePart(
        VerificationStore.Certified node,
        Map<String, Object> procedure,
        Map<String, Object> data,
        Instant completedAt,
        List<String> commitments,
        ForgetReport.@Nullable ChainPosition chain) {
    private static final String MEASURES = "row.measures.";
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    /** Null while the deletion is not committed, as only then the certificate has its content. */
    static @Nullable CertificatePart of(VerificationStore.Certified node) {
        var text = node.text("record");
        if (text.isEmpty()) {
            return null;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!node.entry().containsKey("seq")) {
            var flat = CanonicalJson.parse(bytes);
            var time = Instant.parse(String.valueOf(flat.get("completedAt")));
            return new CertificatePart(node, flat, flat, time, List.of(), null);
        }
        var entry = Entry.parse(bytes);
        var signer = entry.signer().isEmpty() ? null : entry.signer();
        var content = entry.content();
        return new CertificatePart(
                node,
                content.facts().procedure(),
                content.facts().data(),
                content.time(),
                content.subject(),
                new ForgetReport.ChainPosition(entry.seq(), entry.prev(), node.text("sha256"), signer));
    }

    ForgetReport.Request request(String requestId) {
        var counts = new ForgetReport.Counts(
                number("row.nodesUnlearned"),
                number("row.relationshipsUnlearned"),
                number("row.featuresUnlearned"),
                number("row.labelsUnlearned"));
        return new ForgetReport.Request(requestId, node.modelName(), completedAt, counts, commitments);
    }

    Guarantee guarantee() {
        return Guarantee.valueOf(node.text("row.guarantee"));
    }

    ForgetReport.Procedure procedureBlock() {
        var version = procedure.get("pluginVersion");
        return new ForgetReport.Procedure(
                node.text("row.strategy"), guarantee(), version == null ? "unknown" : String.valueOf(version), facts());
    }

    private List<ForgetReport.Fact> facts() {
        var out = new ArrayList<ForgetReport.Fact>();
        add(out, "Strategy asked for", node.text("row.configuration.strategy"));
        out.add(new ForgetReport.Fact("Shards worked on", Long.toString(number("row.shardsTouched"))));
        out.add(new ForgetReport.Fact("Nodes within reach", Long.toString(number("row.affectedNodes"))));
        new TreeMap<>(node.entry()).forEach((key, value) -> {
            if (key.startsWith(MEASURES) && value instanceof Number measure) {
                add(out, key.substring(MEASURES.length()), text(measure));
            }
        });
        add(out, "Parameters before, SHA-256", data.get("modelBefore"));
        add(out, "Parameters after, SHA-256", data.get("modelAfter"));
        return out;
    }

    private static void add(List<ForgetReport.Fact> out, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            out.add(new ForgetReport.Fact(name, value.toString()));
        }
    }

    /** Four significant digits, the same on every platform. */
    static String text(Number value) {
        if (value instanceof Long whole) {
            return whole.toString();
        }
        double number = value.doubleValue();
        return Double.isFinite(number)
                ? new BigDecimal(number).round(FOUR_DIGITS).stripTrailingZeros().toString()
                : "not finite";
    }

    List<String> warnings() {
        return node.entry().get("row.warnings") instanceof String[] all ? List.of(all) : List.of();
    }

    /** Steps in their order; those that did not run are left out. */
    List<ForgetReport.Timing> timings(long referenceMillis) {
        var out = new ArrayList<ForgetReport.Timing>();
        out.add(new ForgetReport.Timing("Reading the graph", number("row.planMillis")));
        out.add(new ForgetReport.Timing("Forgetting", number("row.unlearnMillis")));
        if (number("row.verifyMillis") > 0) {
            out.add(new ForgetReport.Timing("Verifying", number("row.verifyMillis")));
        }
        if (referenceMillis > 0) {
            out.add(new ForgetReport.Timing("of which training a model to compare with", referenceMillis));
        }
        out.add(new ForgetReport.Timing("Writing", number("row.writeMillis")));
        return out;
    }

    private long number(String key) {
        return node.entry().get(key) instanceof Long value ? Math.max(0, value) : 0;
    }
}
