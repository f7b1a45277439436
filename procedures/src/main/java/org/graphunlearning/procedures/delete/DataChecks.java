package org.graphunlearning.procedures.delete;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.verify.verdict.GraphChecks;

/**
 * The checks of evidence level L0 that a deletion makes of itself: after everything is written and before it is certified, in the
 * caller's transaction. What fails would be an INVALID verdict, so it is never published: the deletion fails and the transaction
 * with it.
 *
 * <p>Results by name, for the data block of a certificate:
 *
 * <ul>
 *   <li>{@code graph}: items of the request, {@code GONE}, or {@code KEPT} because the caller wanted that
 *   <li>{@code projection}: what the model would read next time, {@code ABSENT}; looked up in the graph with the marks stored now
 *   <li>{@code matrices}: what the touched shards were trained on or compared with, {@code ABSENT}; {@code NONE} where no shard was
 *       worked on that is one model before and after
 *   <li>{@code marks}: {@code GONE}, or {@code FORGOTTEN} on what was kept
 *   <li>{@code parameters}: the stored bytes of the touched shards, read back, {@code STORED}
 *   <li>{@code checkpoints}, {@code checkpointsKept}, {@code operators}, {@code statistics}: see {@link KeptState}
 *   <li>{@code caches}: {@code NONE}, as the plugin keeps nothing between calls
 *   <li>{@code explanations}: {@code NOT_CHECKED}: earlier verifications may have stored the elementId of what is deleted now; it is not
 *       given out any more
 * </ul>
 *
 * <p>Costs as much as what is deleted and the shards worked on; nothing is scanned.
 */
final class DataChecks {
    private static final String FAILED = "FAILED";

    private final CallScope scope;
    private final Items items;
    private final boolean keepInGraph;
    private final Remains remains;

    DataChecks(CallScope scope, Items items, boolean keepInGraph) {
        this.scope = scope;
        this.items = items;
        this.keepInGraph = keepInGraph;
        this.remains = new Remains(scope.transaction());
    }

    /**
     * What the request is about, in the terms of the models named.
     *
     * @param layouts of feature vectors
     * @param targets keys of labels
     */
    record Meaning(List<FeatureColumns> layouts, Set<String> targets) {}

    /**
     * Looks at the graph alone.
     *
     * @throws IllegalStateException when a check failed
     */
    SortedMap<String, Object> ofGraph(Meaning meaning) {
        return required(graph(meaning));
    }

    /**
     * Looks at graph and model.
     *
     * @throws IllegalStateException when a check failed
     */
    SortedMap<String, Object> of(Deletion.Computed computed, Meaning meaning) {
        var change = computed.change();
        var learned = change.learned();
        var models = new ModelStore(scope);
        var stored = models.facts(change.model().name());
        var reader = new Remains.Reader(stored.marks(), change.training().projection(), stored.layout());
        var out = graph(meaning);
        out.put("projection", remains.shown(learned, reader) ? FAILED : "ABSENT");
        out.put("matrices", matrices(change));
        var hidden = keepInGraph ? "FORGOTTEN" : "GONE";
        out.put("marks", remains.marked(learned, stored.marks()) ? FAILED : hidden);
        out.putAll(kept(models, computed));
        out.put("explanations", "NOT_CHECKED");
        return required(out);
    }

    /**
     * Looks at the model alone, where nobody can name any more what is forgotten.
     *
     * @throws IllegalStateException when a check failed
     */
    static SortedMap<String, Object> ofPending(CallScope scope, Deletion.Computed computed) {
        var out = kept(new ModelStore(scope), computed);
        out.put("caches", "NONE");
        return required(out);
    }

    private static SortedMap<String, Object> kept(ModelStore models, Deletion.Computed computed) {
        var change = computed.change();
        var result = computed.result();
        var out = new TreeMap<String, Object>();
        boolean holds = models.holds(change.model().name(), result.stored());
        out.put("parameters", holds ? "STORED" : FAILED);
        var worth = result.stored().entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey(),
                        one -> Guarantee.valueOf(one.getValue().guarantee())));
        out.putAll(KeptState.of(change.before(), result.model(), worth));
        return out;
    }

    private SortedMap<String, Object> graph(Meaning meaning) {
        var out = new TreeMap<String, Object>();
        boolean there = !keepInGraph && remains.inGraph(items, meaning.layouts(), meaning.targets());
        out.put("graph", keepInGraph ? "KEPT" : there ? FAILED : "GONE");
        out.put("caches", "NONE");
        return out;
    }

    private static String matrices(ModelChange change) {
        var cases = change.cases();
        boolean absent = cases.stream()
                .flatMap(one -> GraphChecks.absent(one.after(), one.forget()).stream())
                .allMatch(check -> check.passed());
        return cases.isEmpty() ? "NONE" : absent ? "ABSENT" : FAILED;
    }

    /** The results, none of which failed. */
    static SortedMap<String, Object> required(SortedMap<String, Object> results) {
        var failed = results.keySet().stream()
                .filter(name -> FAILED.equals(results.get(name)))
                .toList();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("After the deletion was written, the checks `" + String.join("`, `", failed)
                    + "` still found what was to be forgotten, so nothing was changed; call again, and report it if it"
                    + " happens again.");
        }
        return results;
    }
}
