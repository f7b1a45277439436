package org.graphunlearning.procedures.hook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.store.StoredModel;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * What models still remember although it is gone, as nodes of the caller's database:
 * {@code (:UnlearnPending {modelName, modelCreatedAt, kind, shard, count, at, transaction})}, one for each model, kind and shard that a
 * transaction took something from. They hold no relationship to the model and take no lock on it, so that a deletion never waits for
 * a retraining.
 *
 * <p>Whoever makes a model forget reads the records <em>before</em> the graph and removes those it has read: a record that another
 * transaction adds meanwhile then stays, which costs a look later and loses nothing.
 */
public final class PendingStore {
    private static final Label PENDING = Label.label("UnlearnPending");
    private static final String MODEL = "modelName";
    private static final String CREATED = "modelCreatedAt";
    private static final int CHECK_EVERY = 8192;

    private final CallScope scope;

    /** The records as one call sees them. */
    public PendingStore(CallScope scope) {
        this.scope = scope;
    }

    /** The records of a model, oldest first; a model of the same name that was dropped before has none here. */
    public List<Pending> of(StoredModel model) {
        var created = model.createdAt();
        var out = new ArrayList<Pending>();
        try (var nodes = find(model.name())) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                if (node.getProperty(CREATED, null) instanceof ZonedDateTime at
                        && at.toInstant().equals(created)) {
                    out.add(read(node));
                }
                if (out.size() % CHECK_EVERY == 0) {
                    scope.guard().check();
                }
            }
        }
        out.sort(Comparator.comparing(Pending::at).thenComparingLong(Pending::recordId));
        return out;
    }

    /** Removes records that were read in this transaction. */
    public void remove(Collection<Pending> records) {
        records.forEach(record ->
                InternalIds.node(scope.transaction(), record.recordId()).delete());
    }

    /** Removes every record under a name. */
    public void clear(String modelName) {
        try (var nodes = find(modelName)) {
            nodes.forEachRemaining(Node::delete);
        }
    }

    private ResourceIterator<Node> find(String modelName) {
        return scope.transaction().findNodes(PENDING, MODEL, modelName);
    }

    /** Writes a record; its own id is not looked at. */
    static void write(Transaction tx, Pending record, Instant modelCreatedAt) {
        var node = tx.createNode(PENDING);
        node.setProperty(MODEL, record.modelName());
        node.setProperty(CREATED, modelCreatedAt.atZone(ZoneOffset.UTC));
        node.setProperty("kind", record.kind().name());
        node.setProperty("shard", (long) record.shard());
        node.setProperty("count", record.count());
        node.setProperty("at", record.at().atZone(ZoneOffset.UTC));
        node.setProperty("transaction", record.transaction());
    }

    private static Pending read(Node node) {
        try {
            return new Pending(
                    InternalIds.of(node),
                    (String) node.getProperty(MODEL),
                    PendingKind.valueOf((String) node.getProperty("kind")),
                    Math.toIntExact((Long) node.getProperty("shard")),
                    (Long) node.getProperty("count"),
                    ((ZonedDateTime) node.getProperty("at")).toInstant(),
                    (String) node.getProperty("transaction"));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "An `UnlearnPending` node was changed from outside; delete it, and drop and train its model again.",
                    e);
        }
    }
}
