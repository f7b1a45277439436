package org.graphunlearning.procedures.delete;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.procedures.certificate.ElementKey;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.IdRows;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.verify.CalibrationStore;
import org.graphunlearning.procedures.verify.ElementNames;
import org.graphunlearning.procedures.verify.ModelVerifier;
import org.graphunlearning.procedures.verify.NotVerified;
import org.graphunlearning.procedures.verify.StoredElements;
import org.graphunlearning.procedures.verify.VerificationRecord;
import org.graphunlearning.procedures.verify.Verified;
import org.graphunlearning.procedures.verify.VerifyConfig;
import org.graphunlearning.verify.certificate.Evidence;
import org.graphunlearning.verify.certificate.Receipt;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/** Verification of one model within its deletion: after computing, before anything is written. */
final class Verifying {
    private final CallScope scope;
    private final String requestId;
    private final ModelVerifier verifier;

    Verifying(CallScope scope, String requestId, String modelName, VerifyConfig config) {
        this.scope = scope;
        this.requestId = requestId;
        this.verifier = new ModelVerifier(config, requestId, new CalibrationStore(scope).of(modelName));
    }

    /**
     * What came out.
     *
     * @param verified the numbers
     * @param entry what is stored
     */
    record Outcome(Verified verified, VerificationRecord entry) {
        /** What a certificate says of it. */
        Evidence evidence() {
            return Evidence.of(verified.verdict(), verified.level(), verified.controls(), verified.calibration());
        }
    }

    /** The strategy, listening to the verifier if it chooses. */
    Strategy heardBy(Strategy strategy) {
        return verifier.heardBy(strategy);
    }

    /** Verifies a change that was computed. */
    Outcome outcome(ModelChange change, ModelChange.Result result, Receipt receipt, int concurrency) {
        var guard = scope.guard();
        try (var threads = Compute.withThreads(concurrency)) {
            var compute = threads.checkingFor(guard::check)
                    .reportingTo(scope.progress().step("verify"));
            int slices = change.training().cut().sharding().slices();
            var ifNone =
                    NotVerified.of(change.shards(), slices, change.forgetting().outside(), result.model());
            var verified = verifier.verify(change.cases(), result.model(), ifNone, compute);
            var subject = new VerificationRecord.Subject(
                    requestId,
                    change.model().name(),
                    change.training().training().model().architecture().name());
            var names = new ElementNames(
                    scope.transaction(),
                    change.projection(),
                    change.forgetting().forget(),
                    commitments(change, receipt));
            var entry = VerificationRecord.of(subject, verified, names, compute);
            return new Outcome(verified, entry.with(StoredElements.column(change.model())));
        }
    }

    private static ElementNames.Commitments commitments(ModelChange change, Receipt receipt) {
        var rows = new IdRows(change.projection().nodeIds());
        var nodes = new HashMap<Long, String>();
        for (var node : change.learned().nodes()) {
            var key = key(change, rows, node);
            if (key != null) {
                nodes.put(key, receipt.commitment(ElementKey.of(node)));
            }
        }
        return new ElementNames.Commitments(nodes, edges(change, rows, receipt));
    }

    /** Either way round, as a projection may turn relationships. */
    private static Map<ForgetSet.Edge, String> edges(ModelChange change, IdRows rows, Receipt receipt) {
        var out = new HashMap<ForgetSet.Edge, String>();
        for (Relationship relationship : change.learned().relationships()) {
            var start = key(change, rows, relationship.getStartNode());
            var end = key(change, rows, relationship.getEndNode());
            if (start != null && end != null) {
                var commitment = receipt.commitment(ElementKey.of(relationship));
                out.put(new ForgetSet.Edge(start, end), commitment);
                out.put(new ForgetSet.Edge(end, start), commitment);
            }
        }
        return out;
    }

    private static @Nullable Long key(ModelChange change, IdRows rows, Node node) {
        int row = rows.row(InternalIds.of(node));
        return row < 0 ? null : (Long) change.projection().graph().key(row);
    }

    /** Warnings of a deletion and of its verification, each once. */
    static List<String> warnings(List<String> before, Outcome outcome) {
        var out = new LinkedHashSet<>(before);
        out.addAll(outcome.entry().warnings());
        return List.copyOf(out);
    }
}
