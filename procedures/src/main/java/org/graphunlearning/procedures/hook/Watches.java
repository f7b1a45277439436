package org.graphunlearning.procedures.hook;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelStore;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/**
 * What the models of a database read. The models are looked up anew for each transaction, which therefore misses none; what each
 * reads is kept for as long as its node says that it has not changed.
 */
final class Watches {
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(State state, Watch watch) {}

    /** Tells one state of a model's node from any other. */
    private record State(
            @Nullable Object version,
            @Nullable Object createdAt,
            @Nullable Object updatedAt) {}

    /** Of all models there are, as one transaction sees them, by ascending name. */
    List<Watch> of(CallScope scope) {
        var out = new ArrayList<Watch>();
        try (var nodes = scope.transaction().findNodes(ModelStore.MODEL)) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                if (node.getProperty("name", null) instanceof String name) {
                    out.add(watch(scope, node, name));
                }
            }
        }
        if (kept.size() > 2 * out.size()) {
            kept.clear(); // models were dropped
        }
        out.sort(Comparator.comparing(Watch::modelName));
        return out;
    }

    private Watch watch(CallScope scope, Node node, String name) {
        var state = new State(
                node.getProperty("version", null),
                node.getProperty("createdAt", null),
                node.getProperty("updatedAt", null));
        var known = kept.get(name);
        if (known != null && known.state().equals(state)) {
            return known.watch();
        }
        var watch = read(scope, name, state);
        kept.put(name, new Kept(state, watch));
        return watch;
    }

    /** A damaged model must neither stop all deletions in the database nor make them go unnoticed. */
    private static Watch read(CallScope scope, String name, State state) {
        try {
            return Watch.of(new ModelStore(scope).facts(name));
        } catch (IllegalStateException | IllegalArgumentException e) {
            var created = state.createdAt() instanceof ZonedDateTime at ? at.toInstant() : Instant.EPOCH;
            return Watch.ofUnreadable(name, created);
        }
    }
}
