package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.procedures.certificate.Recomputation;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.IdRows;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.certificate.Step;
import org.graphunlearning.verify.verdict.EvidenceLevel;
import org.graphunlearning.verify.verdict.Reason;
import org.graphunlearning.verify.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a request afterwards: what was stored with it, or, where it was not verified then, what the data and the
 * parameters still show. What was deleted is gone, so nothing can be explained any more.
 */
final class LaterCheck {
    private static final int CHECK_EVERY = 8192;

    private final CallScope scope;
    private final Config config;

    LaterCheck(CallScope scope, Config config) {
        this.scope = scope;
        this.config = config;
    }

    /**
     * What a caller may ask for.
     *
     * @param recompute whether to train again and compare, for requests that were not verified
     * @param concurrency threads for that
     */
    record Config(boolean recompute, int concurrency) {
        static Config parse(@Nullable Map<String, Object> raw) {
            var in = new ConfigReader(raw);
            var config = new Config(in.bool("recompute", false), TrainConfig.concurrency(in));
            in.requireNoOtherKeys();
            return config;
        }
    }

    /**
     * One row per model.
     *
     * @throws IllegalArgumentException when no request has the id
     */
    List<VerifyRow> rows(String requestId) {
        var store = new VerificationStore(scope);
        var certificates = store.certificates(requestId);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "No request has this id; give the `requestId` that the deletion yielded.");
        }
        var stored = new TreeMap<String, VerificationRecord>();
        store.of(requestId).forEach(entry -> stored.put(entry.modelName(), entry));
        var present = certificates.size() == stored.size()
                ? List.<Recomputation.Present>of()
                : Recomputation.present(scope, requestId, config.recompute(), config.concurrency());
        var out = new ArrayList<VerifyRow>();
        for (var certificate : certificates) {
            var entry = stored.get(certificate.modelName());
            var row = entry == null ? now(certificate, present) : then(certificate, entry);
            scope.warned(certificate.modelName(), row.warnings());
            out.add(row);
        }
        return out;
    }

    private VerifyRow then(VerificationStore.Certified certificate, VerificationRecord entry) {
        var columns = columns(certificate, entry.requestId(), "DELETION");
        columns.putAll(entry.columns());
        var warnings = new ArrayList<>(entry.warnings());
        var pruned = new CertificateStore(scope).pruned(entry.requestId());
        if (pruned != null) {
            warnings.add(pruned);
        }
        var beside = new VerifyRow.Beside(new LinkedHashMap<>(entry.thresholds()), entry.paper(), warnings);
        return VerifyRow.of(columns, beside);
    }

    private static Map<String, Object> columns(
            VerificationStore.Certified certificate, String requestId, String evidenceFrom) {
        var out = new LinkedHashMap<String, Object>();
        out.put("requestId", requestId);
        out.put("modelName", certificate.modelName());
        out.put("evidenceFrom", evidenceFrom);
        if (certificate.entry().get("seq") instanceof Long seq) {
            out.put("certificateId", String.valueOf(seq));
            out.put("certificateHash", certificate.text("sha256"));
        }
        return out;
    }

    private VerifyRow now(VerificationStore.Certified certificate, List<Recomputation.Present> present) {
        var columns = columns(certificate, certificate.text("requestId"), "NOW");
        var warnings = new ArrayList<String>();
        var found = present.stream()
                .filter(one -> one.modelName().equals(certificate.modelName()))
                .findFirst();
        if (found.isEmpty()) {
            columns.put("verdict", Verified.NOT_VERIFIED);
            var pruned = new CertificateStore(scope).pruned(certificate.text("requestId"));
            columns.put(
                    "sentence",
                    pruned == null
                            ? "No model learned from what was deleted, or the deletion is not committed yet."
                            : pruned);
        } else {
            judge(columns, found.get());
            warnings.addAll(marksOutside(certificate.modelName()));
        }
        return VerifyRow.of(columns, new VerifyRow.Beside(Map.of(), Map.of(), warnings));
    }

    private static void judge(Map<String, Object> columns, Recomputation.Present found) {
        var data = found.data();
        var recomputed = found.recomputed();
        if (!data.isNotFailed()) {
            put(columns, Verdict.INVALID.name(), EvidenceLevel.L0_DATA, data);
            columns.put("reason", Reason.DATA_CHECK_FAILED.name());
        } else if (recomputed != null && Boolean.TRUE.equals(recomputed.ok())) {
            put(columns, Verdict.FORGOTTEN.name(), EvidenceLevel.L1_RECOMPUTE, recomputed);
            columns.put("reason", Reason.BIT_IDENTICAL.name());
        } else if (recomputed != null && !recomputed.isNotFailed()) {
            put(columns, Verdict.INCONCLUSIVE.name(), EvidenceLevel.L1_RECOMPUTE, recomputed);
        } else {
            put(columns, Verified.NOT_VERIFIED, EvidenceLevel.L0_DATA, recomputed == null ? data : recomputed);
            columns.merge(
                    "sentence",
                    " The deletion was made without `verify`, and what was deleted is gone, so explanations can no longer be"
                            + " compared.",
                    (one, other) -> String.valueOf(one) + other);
        }
    }

    private static void put(Map<String, Object> columns, String verdict, EvidenceLevel level, Step step) {
        columns.put("verdict", verdict);
        columns.put("evidenceLevel", level.name());
        columns.put("sentence", step.detail());
    }

    /** Nodes a model learned from that its projection no longer takes in. */
    private List<String> marksOutside(String modelName) {
        var models = new ModelStore(scope);
        if (!models.exists(modelName)) {
            return List.of();
        }
        long outside = outside(models.facts(modelName));
        return outside == 0
                ? List.of()
                : List.of("Model `" + modelName + "` learned from " + outside
                        + " nodes that are no longer part of its projection.");
    }

    private long outside(StoredModel model) {
        var spec = TrainConfig.parse(model.config()).projection();
        var request = ProjectionRequest.forModel(spec, model.marks(), model.layout(), config.concurrency())
                .withoutTargets()
                .withoutFeatures();
        var rows = new IdRows(Projector.project(scope, request).nodeIds());
        var guard = scope.guard();
        long seen = 0;
        long out = 0;
        try (var nodes = scope.transaction().getAllNodes().iterator()) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                boolean learned = Marks.isTrained(MarkStore.of(node, model.marks()));
                out += learned && rows.row(InternalIds.of(node)) < 0 ? 1 : 0;
                if (++seen % CHECK_EVERY == 0) {
                    guard.check();
                }
            }
        }
        return out;
    }
}
