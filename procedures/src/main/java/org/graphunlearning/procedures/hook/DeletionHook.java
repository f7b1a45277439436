package org.graphunlearning.procedures.hook;

import java.time.Clock;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.lifecycle.TransactionNotes;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransactionTerminatedException;
import org.neo4j.graphdb.TransientFailureException;
import org.neo4j.graphdb.event.TransactionData;
import org.neo4j.graphdb.event.TransactionEventListenerAdapter;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Looks at each transaction right before it commits, and where plain Cypher takes away what a model has learned, writes that into the
 * same transaction: both commit or neither. It records how many things of which kind were taken from which shard, nothing of the things
 * themselves, and does so with full rights, since whoever may delete need not know of models.
 *
 * <p>Should that fail, the transaction fails with a sentence that says so. The other choice, letting the deletion pass, would leave a
 * model that remembers and nobody who knows; the one thing likely to go wrong, a model whose node was damaged, is not a failure: then
 * every property and relationship of its nodes counts as learned.
 *
 * <p>What it cannot see: changes made while the plugin was not installed, or by an offline import, restored backups, changes made while
 * a first training was reading the graph or in the very transaction of that training, and what was only added. A mark that is overwritten by hand is believed.
 */
final class DeletionHook extends TransactionEventListenerAdapter<Object> {
    private final GraphDatabaseAPI database;
    private final TransactionNotes notes;
    private final Clock clock;
    private final Watches watches = new Watches();

    DeletionHook(GraphDatabaseAPI database, TransactionNotes notes, Clock clock) {
        this.database = database;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    public @Nullable Object beforeCommit(TransactionData data, Transaction committing, GraphDatabaseService service) {
        if (!(committing instanceof InternalTransaction transaction)) {
            throw new IllegalStateException("This version of Neo4j hands over transactions of an unknown kind; take the"
                    + " plugin out of `plugins` to write without it.");
        }
        var covered = notes.take(transaction, Covered.class);
        if (takesAnything(data)) {
            try (var fullRights = transaction.overrideWith(SecurityContext.AUTH_DISABLED)) {
                var scope = CallScope.ofBackground(database, transaction, clock);
                var watched = watches.of(scope);
                if (!watched.isEmpty()) {
                    new Survey(data, watched, new Covered.Sets(covered)).run().write(transaction, clock.instant());
                }
            } catch (TransientFailureException | TransactionTerminatedException e) {
                throw e; // says itself what to do
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "Nothing was committed: this changes what a model may have learned from, and that could not be"
                                + " recorded (" + e.getClass().getSimpleName()
                                + "). Try again, or drop the models first.",
                        e);
            }
        }
        return null;
    }

    /** A transaction that only adds is let through without looking for models, unless it sets properties. */
    private static boolean takesAnything(TransactionData data) {
        return data.removedNodeProperties().iterator().hasNext()
                || data.assignedNodeProperties().iterator().hasNext()
                || data.deletedRelationships().iterator().hasNext()
                || data.removedRelationshipProperties().iterator().hasNext()
                || data.removedLabels().iterator().hasNext();
    }
}
