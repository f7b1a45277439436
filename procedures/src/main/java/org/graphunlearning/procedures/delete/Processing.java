package org.graphunlearning.procedures.delete;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.graphunlearning.procedures.certificate.RequestLog;
import org.graphunlearning.procedures.hook.PendingStore;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.verify.certificate.Subject;

/**
 * Makes models forget what was taken out of the graph behind their back: the shards that learned it are trained again on what there
 * is. Same order as a {@link Deletion}: everything is computed before anything is written, and records, parameters and certificates
 * commit together.
 */
final class Processing {
    private final CallScope scope;
    private final DeleteConfig config;
    private final ModelStore models;
    private final PendingStore pending;
    private final Instant startedAt;

    Processing(CallScope scope, DeleteConfig config) {
        this.scope = scope;
        this.config = config;
        this.models = new ModelStore(scope);
        this.pending = new PendingStore(scope);
        this.startedAt = scope.clock().instant();
    }

    /**
     * Forgets.
     *
     * @return a row for each model that had something to forget; none where nothing is pending, and then there is no certificate either
     * @throws IllegalArgumentException when model or request id do not fit
     * @throws IllegalStateException when a model could not be trained on what remains
     */
    List<DeleteRow> run(String modelName) {
        var requestId = config.requestId() == null ? UUID.randomUUID().toString() : config.requestId();
        if (config.requestId() != null) {
            var recorded = new CertificateStore(scope).lockAndFind(requestId);
            if (!recorded.isEmpty()) {
                return Deletion.replayed(modelName, recorded);
            }
        }
        var named = modelName.equals(ModelName.EVERY) ? models.all() : List.of(models.facts(modelName));
        var remembering = named.stream()
                .filter(model -> !pending.of(model).isEmpty())
                .map(StoredModel::name)
                .toList();
        return remembering.isEmpty() ? List.of() : logged(requestId, remembering);
    }

    private List<DeleteRow> logged(String requestId, List<String> names) {
        var log = RequestLog.open(scope, new RequestLog.Request(requestId, Subject.PENDING, List.of()));
        try {
            return processed(requestId, names, log);
        } catch (RuntimeException e) {
            log.failed(e);
            throw e;
        }
    }

    private List<DeleteRow> processed(String requestId, List<String> names, RequestLog log) {
        scope.lockNameShared(ModelStore.CATALOGUE_LOCK);
        var computed = new ArrayList<Deletion.Computed>();
        for (var name : names) {
            var change = ModelChange.ofPending(scope, models.lockAndLoad(name), config.concurrency());
            if (!change.pending().isEmpty()) { // else somebody else was faster
                computed.add(
                        new Deletion.Computed(change, change.compute(config.strategy(), config.concurrency()), null));
            }
        }
        long start = System.nanoTime();
        scope.progress().step("write");
        computed.forEach(this::write);
        var certificate = new CertificateWriter(log, requestId, startedAt);
        var rows = new ArrayList<DeleteRow>();
        for (var one : computed) {
            var warnings = Stream.concat(one.warnings().stream(), log.warnings().stream())
                    .toList();
            long millis = (System.nanoTime() - start) / 1_000_000;
            var row = DeleteRow.unlearned(requestId, one, warnings, millis, config);
            certificate.write(
                    row, one, DataChecks.ofPending(scope, one), scope.clock().instant());
            scope.warned(row.modelName(), row.warnings());
            rows.add(row.withReceipt(log.receipt()));
        }
        return rows;
    }

    private void write(Deletion.Computed one) {
        var change = one.change();
        new MarkStore(scope).markTrained(change.model().marks(), change.projection(), change.mapToMark());
        models.replace(change.updated(one.result(), false), one.result().stored());
        pending.remove(change.settled(one.result().stored()));
    }
}
