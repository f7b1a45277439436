package org.graphunlearning.procedures.delete;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphunlearning.procedures.certificate.RequestLog;
import org.graphunlearning.procedures.hook.PendingStore;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.procedures.verify.VerificationStore;
import org.graphunlearning.verify.certificate.Receipt;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Entity;

/**
 * One forget request, from the items to the commit of the caller.
 *
 * <p>Order: look for the request id, resolve the items, log the request, lock catalogue and items, lock the models by ascending name, plan and compute every
 * model, and only then write marks, graph, parameters and certificates. Nothing is written before the last model has
 * succeeded, so a failure leaves the transaction as it was.
 */
final class Deletion {
    private final CallScope scope;
    private final DeleteConfig config;
    private final ModelStore models;
    private final CertificateStore certificates;
    private final Instant startedAt;

    Deletion(CallScope scope, DeleteConfig config) {
        this.scope = scope;
        this.config = config;
        this.models = new ModelStore(scope);
        this.certificates = new CertificateStore(scope);
        this.startedAt = scope.clock().instant();
    }

    /**
     * Forgets.
     *
     * @param items resolved only when the request was not carried out before: its nodes may be gone
     * @throws IllegalArgumentException when model, items or request id do not fit
     * @throws IllegalStateException when a model could not be trained on what would remain
     */
    List<DeleteRow> run(String modelName, Supplier<Items> items) {
        var requestId = config.requestId() == null ? UUID.randomUUID().toString() : config.requestId();
        if (config.requestId() != null) {
            var recorded = certificates.lockAndFind(requestId);
            if (!recorded.isEmpty()) {
                return replayed(modelName, recorded);
            }
        }
        if (!modelName.equals(ModelName.EVERY)) {
            StrategyFit.require(config.strategy(), models.facts(modelName), false);
        }
        return logged(requestId, modelName, items.get());
    }

    /** From here on the chain knows of the request, whatever becomes of the caller's transaction. */
    private List<DeleteRow> logged(String requestId, String modelName, Items items) {
        var log = RequestLog.open(scope, RequestSubject.of(requestId, items));
        try {
            return new Request(requestId, modelName, items, log).run();
        } catch (RuntimeException e) {
            log.failed(e);
            throw e;
        }
    }

    static List<DeleteRow> replayed(String modelName, List<CertificateStore.Recorded> recorded) {
        var names = recorded.stream().map(CertificateStore.Recorded::modelName).toList();
        if (!modelName.equals(ModelName.EVERY) && !names.contains(modelName)) {
            throw new IllegalArgumentException("This `requestId` was already used for model `"
                    + String.join("`, `", names) + "`; a new request needs a new one.");
        }
        return recorded.stream().map(entry -> DeleteRow.of(entry.row())).toList();
    }

    /** A request whose items are known. */
    private final class Request {
        private final String requestId;
        private final String modelName;
        private final Items items;
        private final boolean forEvery;
        private final RequestLog log;

        Request(String requestId, String modelName, Items items, RequestLog log) {
            this.log = log;
            this.requestId = requestId;
            this.modelName = modelName;
            this.items = items;
            this.forEvery = modelName.equals(ModelName.EVERY);
        }

        List<DeleteRow> run() {
            scope.lockNameShared(ModelStore.CATALOGUE_LOCK); // first, as trainings do before they mark nodes
            lockItems();
            var known = models.all();
            var named = forEvery
                    ? known
                    : known.stream()
                            .filter(model -> model.name().equals(modelName))
                            .toList();
            checkFeatures(named);
            checkLabels(named);
            var computed = computed(named);
            long start = System.nanoTime();
            var stale = forEvery ? List.<String>of() : remembering(known, targets(named));
            write(named, computed);
            return new Rows(named, stale, start).of(computed);
        }

        /** No training may learn from an item while it is on its way out. */
        private void lockItems() {
            var featured = items.features().stream().map(Items.FeatureItem::node);
            Stream.<Entity>concat(Stream.concat(items.nodes().stream(), items.labels().stream()), featured)
                    .sorted(Comparator.comparingLong(InternalIds::of))
                    .forEach(scope.transaction()::acquireWriteLock);
            items.relationships().stream()
                    .sorted(Comparator.comparingLong(InternalIds::of))
                    .forEach(scope.transaction()::acquireWriteLock);
        }

        private void checkFeatures(List<StoredModel> named) {
            var layouts = layouts(named);
            for (var item : items.features()) {
                if (layouts.size() != 1 && item.properties().isEmpty()) {
                    if (item.indices().length > 0 || layouts.isEmpty()) {
                        throw new IllegalArgumentException(
                                "Without one model (or models that share their features) `indices` and whole vectors mean "
                                        + "nothing; name the model or use `properties`.");
                    }
                }
                if (layouts.size() == 1) {
                    layouts.get(0).requireKnown(item);
                    layouts.get(0).of(item);
                }
            }
        }

        private void checkLabels(List<StoredModel> named) {
            if (items.labels().isEmpty()) {
                return;
            }
            var targets = targets(named);
            if (targets.size() != 1) {
                throw new IllegalArgumentException(
                        targets.isEmpty()
                                ? "Without a model nobody can tell which property is the label; name it among `features`."
                                : "`labels` means several properties to these models (`" + String.join("`, `", targets)
                                        + "`); name one model.");
            }
            for (var model : named) {
                var spec = TrainConfig.parse(model.config()).projection();
                if (spec.features().propertyKeys().contains(spec.targetProperty())) {
                    throw new IllegalArgumentException("Property `" + spec.targetProperty() + "` is the label and a"
                            + " feature of model `" + model.name() + "`; delete the node, or train a model that does"
                            + " not read its label.");
                }
            }
        }

        /** The properties that are labels to these models. */
        private Set<String> targets(List<StoredModel> named) {
            var out = new TreeSet<String>();
            named.forEach(model ->
                    out.add(TrainConfig.parse(model.config()).projection().targetProperty()));
            return out;
        }

        private List<FeatureColumns> layouts(List<StoredModel> named) {
            var out = new ArrayList<FeatureColumns>();
            for (var model : named) {
                var columns =
                        FeatureColumns.of(TrainConfig.parse(model.config()).projection(), model.layout());
                if (out.stream().noneMatch(columns::isLike)) {
                    out.add(columns);
                }
            }
            return out;
        }

        private List<Computed> computed(List<StoredModel> named) {
            var learning = named.stream()
                    .filter(model -> !LearnedItems.of(model, items).isEmpty())
                    .toList();
            learning.forEach(model -> StrategyFit.require(config.strategy(), model, forEvery));
            var out = new ArrayList<Computed>();
            for (var model : learning) {
                var entry = models.lockAndLoad(model.name());
                var learned = LearnedItems.of(entry.model(), items);
                if (!learned.isEmpty()) {
                    var change = ModelChange.plan(scope, entry, learned, config.concurrency());
                    out.add(computed(change));
                }
            }
            return out;
        }

        private Computed computed(ModelChange change) {
            int threads = config.concurrency();
            if (config.verify() == null) {
                return new Computed(change, change.compute(config.strategy(), threads), null);
            }
            var verifying = new Verifying(scope, requestId, change.model().name(), config.verify());
            var result = change.compute(verifying.heardBy(config.strategy()), threads);
            var receipt = Receipt.parse(log.receipt());
            return new Computed(change, result, verifying.outcome(change, result, receipt, threads));
        }

        /** Other models that learned from the items, which this request leaves alone. */
        private List<String> remembering(List<StoredModel> known, Set<String> targets) {
            var others = known.stream()
                    .filter(model -> !model.name().equals(modelName))
                    .filter(model -> LearnedItems.remembers(model, items, targets))
                    .map(StoredModel::name)
                    .toList();
            return others.isEmpty()
                    ? List.of()
                    : List.of("Still remembered by model `" + String.join("`, `", others)
                            + "`; with '*' as `modelName` every model forgets"
                            + (config.keepInGraph() ? "." : ", and `CALL unlearn.process('*')` makes up for it."));
        }

        private void write(List<StoredModel> named, List<Computed> computed) {
            scope.progress().step("write");
            for (var one : computed) {
                var change = one.change();
                new MarkStore(scope).markTrained(change.model().marks(), change.projection(), change.mapToMark());
                var updated = change.updated(one.result(), config.keepInGraph());
                change.learned().labels().forEach(node -> MarkStore.clearRole(node, updated.marks()));
                models.replace(updated, one.result().stored());
                new PendingStore(scope).remove(change.settled(one.result().stored()));
                if (config.keepInGraph()) {
                    Hiding.hide(updated.marks(), change.learned());
                }
            }
            named.forEach(model -> scope.note(items.coveredFor(model.name())));
            if (!config.keepInGraph()) {
                new GraphChange(items).apply(layouts(named), targets(named));
            }
        }

        /** What is told and certified once everything is written. */
        private final class Rows {
            private final List<StoredModel> named;
            private final List<String> stale;
            private final long start;
            private final CertificateWriter certificate = new CertificateWriter(log, requestId, startedAt);
            private final DataChecks checks = new DataChecks(scope, items, config.keepInGraph());

            Rows(List<StoredModel> named, List<String> stale, long start) {
                this.named = named;
                this.stale = stale;
                this.start = start;
            }

            List<DeleteRow> of(List<Computed> computed) {
                var meaning = new DataChecks.Meaning(layouts(named), targets(named));
                return computed.isEmpty()
                        ? List.of(unchanged(meaning))
                        : computed.stream().map(one -> changed(one, meaning)).toList();
            }

            private DeleteRow changed(Computed one, DataChecks.Meaning meaning) {
                var found = checks.of(one, meaning);
                var warnings = new LinkedHashSet<>(one.warnings());
                warnings.addAll(all());
                var row = DeleteRow.unlearned(requestId, one, List.copyOf(warnings), millisSince(start), config);
                certificate.write(row, one, found, scope.clock().instant());
                if (one.verification() != null) {
                    new VerificationStore(scope).create(one.verification().entry());
                }
                scope.warned(row.modelName(), row.warnings());
                return row.withReceipt(log.receipt());
            }

            private DeleteRow unchanged(DataChecks.Meaning meaning) {
                var found = checks.ofGraph(meaning);
                var row = DeleteRow.notLearned(requestId, modelName, all(), millisSince(start), config);
                var sha256 = forEvery ? "" : models.facts(modelName).sha256();
                certificate.writeUnchanged(row, sha256, found, scope.clock().instant());
                scope.warned(modelName, row.warnings());
                return row.withReceipt(log.receipt());
            }

            private List<String> all() {
                return Stream.concat(stale.stream(), log.warnings().stream()).toList();
            }
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** One model's change, what it came to, and what the verifier says, if it was asked. */
    record Computed(ModelChange change, ModelChange.Result result, Verifying.@Nullable Outcome verification) {
        List<String> warnings() {
            return verification == null ? result.warnings() : Verifying.warnings(result.warnings(), verification);
        }
    }
}
