package org.graphunlearning.procedures.delete;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.graphunlearning.procedures.certificate.RequestLog;
import org.graphunlearning.procedures.lifecycle.PluginCode;
import org.graphunlearning.verify.certificate.Certificate;
import org.graphunlearning.verify.certificate.Evidence;

/** Certifies each row of a request. */
final class CertificateWriter {
    /** Options that say what was forgotten, are told elsewhere in the certificate, or name parts of the schema. */
    private static final Set<String> LEFT_OUT = Set.of(
            "properties",
            "indices",
            "requestId",
            "nodeLabels",
            "relationshipTypes",
            "featureProperties",
            "sparseFeatures",
            "targetProperty",
            "splitProperty",
            "nodeKeyProperty",
            "partitionFrom");

    private static final List<String> COUNTS =
            List.of("targets", "skippedTargets", "regionSize", "rulesRemoved", "shardsVerified");

    private final RequestLog log;
    private final String requestId;
    private final Instant startedAt;

    CertificateWriter(RequestLog log, String requestId, Instant startedAt) {
        this.log = log;
        this.requestId = requestId;
        this.startedAt = startedAt;
    }

    void write(DeleteRow row, Deletion.Computed computed, Map<String, Object> checks, Instant now) {
        var change = computed.change();
        var before = new Certificate.State(change.model().sha256(), change.fingerprintBefore());
        var after =
                new Certificate.State(ModelChange.hex(computed.result().model().sha256()), change.fingerprintAfter());
        var settings = settings(row.configuration());
        settings.put("training", settings(change.model().config()));
        var metrics = settings(row.measures());
        var verification = computed.verification();
        if (verification != null) {
            metrics.put("verification", measured(verification));
            metrics.put("thresholds", new TreeMap<>(verification.entry().thresholds()));
        }
        var evidence = verification == null ? Evidence.NONE : verification.evidence();
        write(row, certificate(row, before, after, now), new Certificate.Run(settings, metrics, evidence, checks));
    }

    /** Beside the fractions the counts, as the rules go by some of them and have to be applied again. */
    private static Map<String, Object> measured(Verifying.Outcome verification) {
        var out = new TreeMap<>(verification.verified().metrics());
        for (var name : COUNTS) {
            if (verification.entry().columns().get(name) instanceof Long count) {
                out.put(name, count);
            }
        }
        return out;
    }

    /** For a request that met no model which learned from its items; the hash is empty when no model was named. */
    void writeUnchanged(DeleteRow row, String modelSha256, Map<String, Object> checks, Instant now) {
        var state = new Certificate.State(modelSha256, "");
        var run = new Certificate.Run(settings(row.configuration()), settings(row.measures()), Evidence.NONE, checks);
        write(row, certificate(row, state, state, now), run);
    }

    private Certificate certificate(DeleteRow row, Certificate.State before, Certificate.State after, Instant now) {
        return new Certificate(
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
                PluginCode.current(),
                startedAt,
                now.isBefore(startedAt) ? startedAt : now); // a wall clock may be set back meanwhile
    }

    private void write(DeleteRow row, Certificate certificate, Certificate.Run run) {
        log.completed(certificate, run, row.toProperties());
    }

    /** Options as a certificate writes them: nothing that names data or schema, no booleans, no numbers that are none. */
    private static TreeMap<String, Object> settings(Map<String, Object> options) {
        var out = new TreeMap<String, Object>();
        options.forEach((key, value) -> {
            if (!LEFT_OUT.contains(key) && !isNaN(value)) {
                out.put(key, setting(value));
            }
        });
        return out;
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    @SuppressWarnings("unchecked")
    private static Object setting(Object value) {
        if (value instanceof Map<?, ?> map) {
            return settings((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CertificateWriter::setting).toList();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        boolean exact = value instanceof Long number && Math.abs(number) < 1L << 53;
        return exact || value instanceof Double ? value : String.valueOf(value);
    }
}
